namespace Microsoft.ML.Data;

/// <summary>All components that a model file can hold.</summary>
internal static class ComponentCodecs
{
    private static readonly ComponentCodec[] All = [.. TransformCodecs.All, .. PredictorCodecs.All];

    public static ComponentCodec For(object component) => Array.Find(All, codec => codec.Fits(component));

    public static ComponentCodec For(string tag) => Array.Find(All, codec => codec.Tag == tag);

    public static bool IsOwn(object component) => component.GetType().Assembly == typeof(ComponentCodecs).Assembly;
}
