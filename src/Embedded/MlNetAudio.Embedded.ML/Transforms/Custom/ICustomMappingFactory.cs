using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>A <see cref="CustomMappingFactory{TSrc, TDst}"/>, whatever its row classes.</summary>
internal interface ICustomMappingFactory
{
    ITransformer CreateTransformer(IHostEnvironment env, string contractName);
}
