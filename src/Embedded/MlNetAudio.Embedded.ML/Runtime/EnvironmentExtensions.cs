namespace Microsoft.ML.Runtime;

/// <summary>
/// Messages and seeds for components that hold an <see cref="IHostEnvironment"/>:
/// <c>env.Info("LbfgsTrainer", "converged after 12 iterations")</c>, <c>env.Warning(...)</c>, <c>int seed = env.SeedOr(options.Seed)</c>.
/// </summary>
internal static class EnvironmentExtensions
{
    public static void Info(this IHostEnvironment env, string source, string message) => Of(env).Send(ChannelMessageKind.Info, source, message);

    public static void Warning(this IHostEnvironment env, string source, string message) => Of(env).Send(ChannelMessageKind.Warning, source, message);

    /// <summary>The seed given to a call, else the seed of the context (so equal calls agree), else the next number of an unseeded context.</summary>
    public static int SeedOr(this IHostEnvironment env, int? seed) => seed ?? Of(env).Seed ?? Of(env).NextRandom();

    private static IEnvironment Of(IHostEnvironment env) => env switch
    {
        null => throw new ArgumentNullException(nameof(env)),
        IEnvironment environment => environment,
        _ => throw new ArgumentException($"The environment must be an MLContext, got {env.GetType()}.", nameof(env)),
    };
}
