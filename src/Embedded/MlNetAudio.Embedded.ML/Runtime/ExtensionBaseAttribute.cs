namespace Microsoft.ML;

/// <summary>Marks a class that a model refers to by name.</summary>
public abstract class ExtensionBaseAttribute : Attribute
{
    private protected ExtensionBaseAttribute(string contractName)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(contractName);
        Name = contractName;
    }

    internal string Name { get; }
}
