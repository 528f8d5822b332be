using System.Reflection;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Finds the factories of custom mappings in the loaded assemblies.</summary>
internal static class CustomMappingFactories
{
    /// <exception cref="InvalidOperationException">No class is marked with the contract.</exception>
    public static ITransformer Create(IHostEnvironment env, string contractName)
    {
        var assemblies = env.ComponentCatalog.Assemblies.Concat(AppDomain.CurrentDomain.GetAssemblies()).Distinct().Where(assembly => !assembly.IsDynamic);
        var type = assemblies.SelectMany(TypesOf).FirstOrDefault(type => !type.IsAbstract && typeof(ICustomMappingFactory).IsAssignableFrom(type)
            && type.GetCustomAttributes<CustomMappingFactoryAttributeAttribute>().Any(attribute => attribute.Name == contractName))
            ?? throw new InvalidOperationException(
                $"The model has a custom mapping '{contractName}', but no class is marked with [CustomMappingFactoryAttribute(\"{contractName}\")]; RegisterAssembly names its assembly.");
        return ((ICustomMappingFactory)Activator.CreateInstance(type)).CreateTransformer(env, contractName);
    }

    private static IEnumerable<Type> TypesOf(Assembly assembly)
    {
        try
        {
            return assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException exception)
        {
            // Types whose own dependencies are missing cannot be factories that work.
            return exception.Types.Where(type => type is not null);
        }
    }
}
