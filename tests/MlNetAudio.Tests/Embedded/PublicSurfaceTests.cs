using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.ML;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Embedded;

/// <summary>The embedded library has nothing that the official one lacks: every public member stands in the reference, parameter names and defaults included.</summary>
public partial class PublicSurfaceTests
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>Types and members that are in the documentation of the official library, but not in the reference.</summary>
    private static readonly string[] DocumentedElsewhere =
    [
        "AffineNormalizerModelParameters", "CdfNormalizerModelParameters", "ColumnConcatenatingTransformer", "ColumnSelectingTransformer",
        "TrainerEstimatorBase", "TrainerInputBase", "TrainerInputBaseWithLabel", "TrainerInputBaseWithWeight",
        "PlattCalibratorTransformer", "KeyToValueMappingTransformer", "ValueToKeyMappingTransformer", "TypeConvertingTransformer", "LpNormNormalizingTransformer", "NormFunction", "BinNormalizerModelParameters", "QuantileRegressionTree", "QuantileRegressionTreeEnsemble", "RegressionTree", "RegressionTreeEnsemble",
        "QuantileRegressionTreeEnsemble TrainedTreeEnsemble {", "RegressionTreeEnsemble TrainedTreeEnsemble {",
        "LinearMulticlassModelParametersBase", "ILossFunction", "IScalarLoss", "ISupportSdcaLoss", "LogLoss", "HingeLoss", "SmoothedHingeLoss", "ISupportSdcaClassificationLoss LossFunction {",
        "OnlineLinearOptions", "AveragedLinearOptions", "AveragedLinearTrainer", "IClassificationLoss LossFunction {", "MissingValueReplacingTransformer", "ReplacementMode",
        "NaiveCalibrator", "NaiveCalibratorTransformer", "IsotonicCalibrator", "IsotonicCalibratorTransformer", "IMultiStreamSource", "MultiFileSource", "KeyCount",
    ];

    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(char)] = "char",
        [typeof(double)] = "double",
        [typeof(float)] = "float",
        [typeof(int)] = "int",
        [typeof(long)] = "long",
        [typeof(object)] = "object",
        [typeof(sbyte)] = "sbyte",
        [typeof(short)] = "short",
        [typeof(string)] = "string",
        [typeof(uint)] = "uint",
        [typeof(ulong)] = "ulong",
        [typeof(ushort)] = "ushort",
        [typeof(void)] = "void",
    };

    [Fact]
    public void Every_public_type_is_named_in_the_reference()
    {
        string reference = Reference();

        string[] invented = [.. PublicTypes().Where(type => !Regex.IsMatch(reference, $@"\b{Regex.Escape(Plain(type))}\b")).Select(TypeName)];

        Assert.True(invented.Length == 0, "not in the reference:\n" + string.Join("\n", invented));
    }

    [Fact]
    public void Every_public_member_stands_in_the_reference_with_the_same_parameters_and_defaults()
    {
        string reference = Reference();

        (Type type, string member)[] members = [.. PublicTypes().SelectMany(type => Members(type).Select(member => (type, member)))];
        string[] invented = [.. members
            .Where(pair => !reference.Contains(pair.member, StringComparison.Ordinal) && !DocumentedElsewhere.Contains(pair.member))
            .Select(pair => $"{TypeName(pair.type)}: {pair.member}").Order(StringComparer.Ordinal)];

        Assert.True(members.Length > 200, $"only {members.Length} members were found to check");
        Assert.True(invented.Length == 0, "not in the reference:\n" + string.Join("\n", invented));
    }

    private static string Reference() => RunsOfSpace().Replace(File.ReadAllText(RepositoryFiles.At("tests", "golden", "mlnet", "mlnet-api.md")), " ");

    private static IEnumerable<Type> PublicTypes() =>
        typeof(MLContext).Assembly.GetExportedTypes().Where(type => type.IsVisible && !DocumentedElsewhere.Contains(Plain(type)));

    /// <summary>How the reference spells what the type declares itself; overrides belong to the type that declares them first.</summary>
    private static IEnumerable<string> Members(Type type)
    {
        if (typeof(Delegate).IsAssignableFrom(type)) return [];
        if (type.IsEnum) return Enum.GetNames(type).Select(name => $"{name} = {Convert.ToInt64(Enum.Parse(type, name), CultureInfo.InvariantCulture)}");

        var constructors = type.GetConstructors(Declared).Where(Outward).Select(constructor => $"{Plain(type)}({Parameters(constructor)})");
        var methods = type.GetMethods(Declared).Where(method => Outward(method) && !method.IsSpecialName && method.GetBaseDefinition() == method)
            .Select(method => $" {method.Name}{Generics(method)}({Parameters(method)})");
        var fields = type.GetFields(Declared).Where(field => (field.IsPublic || field.IsFamily) && !field.IsSpecialName).Select(field => $"{TypeName(field.FieldType)} {field.Name}");
        var properties = type.GetProperties(Declared).Where(property => property.GetAccessors(true).Any(Outward)
                && property.GetAccessors(true)[0].GetBaseDefinition() == property.GetAccessors(true)[0])
            .Select(property => $"{TypeName(property.PropertyType)} {(property.GetIndexParameters().Length > 0 ? "this[" : property.Name + " {")}");
        var events = type.GetEvents(Declared).Select(one => $"{TypeName(one.EventHandlerType!)} {one.Name}");
        return [.. constructors, .. methods, .. fields, .. properties, .. events];
    }

    private static bool Outward(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static string Generics(MethodInfo method) => method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(TypeName))}>" : "";

    private static string Parameters(MethodBase method)
    {
        bool extends = method.IsDefined(typeof(System.Runtime.CompilerServices.ExtensionAttribute), inherit: false);
        return string.Join(", ", method.GetParameters().Select((parameter, i) =>
        {
            string modifier = extends && i == 0 ? "this " : parameter.IsDefined(typeof(ParamArrayAttribute)) ? "params " : parameter.IsOut ? "out " : parameter.ParameterType.IsByRef ? "ref " : "";
            Type type = parameter.ParameterType.IsByRef ? parameter.ParameterType.GetElementType()! : parameter.ParameterType;
            return $"{modifier}{TypeName(type)} {parameter.Name}{(parameter.HasDefaultValue ? $" = {Default(parameter)}" : "")}";
        }));
    }

    private static string Default(ParameterInfo parameter) => parameter.DefaultValue switch
    {
        null => "null",
        bool flag => flag ? "true" : "false",
        string text => $"\"{text}\"",
        char character => character == '\t' ? "'\\t'" : $"'{character}'",
        double.NegativeInfinity => "double.NegativeInfinity",
        double.PositiveInfinity => "double.PositiveInfinity",
        double number => number.ToString(CultureInfo.InvariantCulture) + "d",
        float number => number.ToString(CultureInfo.InvariantCulture) + "f",
        Enum value => $"{TypeName(value.GetType())}.{value}",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        var other => other.ToString()!,
    };

    private static string Plain(Type type) => type.Name.Split('`')[0];

    private static string TypeName(Type type)
    {
        if (Keywords.TryGetValue(type, out string? keyword)) return keyword;
        if (type.IsGenericParameter) return type.Name;
        if (type.IsArray) return TypeName(type.GetElementType()!) + "[]";
        if (Nullable.GetUnderlyingType(type) is { } inner) return TypeName(inner) + "?";

        Type[] arguments = type.GetGenericArguments();
        int inherited = type.DeclaringType?.GetGenericArguments().Length ?? 0;
        string own = Plain(type) + (arguments.Length > inherited ? $"<{string.Join(", ", arguments[inherited..].Select(TypeName))}>" : "");
        if (type.DeclaringType is not { } outer) return own;
        return (inherited > 0 ? $"{TypeName(outer.MakeGenericType(arguments[..inherited]))}." : $"{TypeName(outer)}.") + own;
    }

    [GeneratedRegex(@"[ \t]+")]
    private static partial Regex RunsOfSpace();
}
