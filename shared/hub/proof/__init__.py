"""The proof that the hall kept its rule: every call and every place, judged anew."""
