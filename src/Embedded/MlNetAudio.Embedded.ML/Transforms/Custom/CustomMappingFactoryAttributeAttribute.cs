namespace Microsoft.ML.Transforms;

/// <summary>Marks a <see cref="CustomMappingFactory{TSrc, TDst}"/> with the contract name under which models refer to it.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class CustomMappingFactoryAttributeAttribute : ExtensionBaseAttribute
{
    public CustomMappingFactoryAttributeAttribute(string contractName) : base(contractName)
    {
    }
}
