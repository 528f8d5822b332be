namespace Microsoft.ML.Transforms;

/// <summary>A custom mapping, whatever its row classes.</summary>
internal interface ICustomMapping : ITransformer
{
    /// <summary>Under which it can be found again, or null.</summary>
    string ContractName { get; }
}
