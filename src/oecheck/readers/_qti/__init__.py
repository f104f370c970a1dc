"""Packages of QTI questions, and single QTI documents."""
