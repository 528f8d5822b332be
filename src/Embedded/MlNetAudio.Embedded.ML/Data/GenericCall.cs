using System.Reflection;
using System.Runtime.ExceptionServices;

namespace Microsoft.ML.Data;

/// <summary>Calls private generic static methods with type arguments known only at run time; exceptions come out as they were thrown.</summary>
internal static class GenericCall
{
    public static MethodInfo Method(Type owner, string name) =>
        owner.GetMethod(name, BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public) ?? throw new MissingMethodException(owner.Name, name);

    public static TResult Invoke<TResult>(MethodInfo method, Type[] types, params object[] arguments)
    {
        try
        {
            return (TResult)method.MakeGenericMethod(types).Invoke(null, arguments);
        }
        catch (TargetInvocationException exception) when (exception.InnerException is not null)
        {
            ExceptionDispatchInfo.Throw(exception.InnerException);
            throw;
        }
    }
}
