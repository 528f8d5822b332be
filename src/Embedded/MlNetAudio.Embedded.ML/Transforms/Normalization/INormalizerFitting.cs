namespace Microsoft.ML.Data;

/// <summary>The statistics of one column while its rows go by.</summary>
internal interface INormalizerFitting
{
    /// <summary>Takes the current row into account each time it is called.</summary>
    Action Adder(DataViewRow row, DataViewSchema.Column column);

    IColumnNormalizer Finish();
}
