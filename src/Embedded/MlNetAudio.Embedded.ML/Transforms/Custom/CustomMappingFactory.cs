using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Makes a custom mapping anew when a model that has it is loaded; the class is marked with <see cref="CustomMappingFactoryAttributeAttribute"/>.</summary>
public abstract class CustomMappingFactory<TSrc, TDst> : ICustomMappingFactory
    where TSrc : class, new()
    where TDst : class, new()
{
    protected CustomMappingFactory()
    {
    }

    public abstract Action<TSrc, TDst> GetMapping();

    ITransformer ICustomMappingFactory.CreateTransformer(IHostEnvironment env, string contractName) => new CustomMappingTransformer<TSrc, TDst>(env, GetMapping(), contractName);
}
