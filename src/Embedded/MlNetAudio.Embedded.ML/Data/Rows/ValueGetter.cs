namespace Microsoft.ML;

/// <summary>Fills <paramref name="value"/> with a column's value in the row where the cursor stands; may reuse what the value owns.</summary>
public delegate void ValueGetter<TValue>(ref TValue value);
