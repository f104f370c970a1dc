"""What people lay beside the findings: waivers, a baseline, verdicts, a policy.

Nothing here looks at a package. Each module is a function from a report and a file that a person wrote to a report
that says more: outcomes that the program found stay as they are, and every file is named in the report by its digest.
"""
