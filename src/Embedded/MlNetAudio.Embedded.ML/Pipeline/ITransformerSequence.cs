namespace Microsoft.ML.Data;

/// <summary>Steps one after another, whatever the type of the last.</summary>
internal interface ITransformerSequence : ITransformer
{
    IReadOnlyList<(ITransformer Transformer, TransformerScope Scope)> Steps { get; }
}
