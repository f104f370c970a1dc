"""What SCORM adds to Content Packaging: prerequisites, sequencing, and the run-time of SCOs."""
