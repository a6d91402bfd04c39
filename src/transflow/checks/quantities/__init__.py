"""Quantities of Chinese and English text by value, whatever they are written with: one form for both languages."""
