"""Filled registers as the program left them at each revision; made by make.py, and never made again once released."""
