namespace Microsoft.ML.Data;

/// <summary>The official texts for columns that are missing or of another type. Roles: "input", "feature", "label", "weight", "score".</summary>
internal static class SchemaMismatch
{
    /// <summary>Could not find {role} column '{name}'.</summary>
    public static ArgumentOutOfRangeException Missing(string parameter, string role, string name) => new(parameter, $"Could not find {role} column '{name}'");

    /// <summary>Schema mismatch for {role} column '{name}': expected {expected}, got {actual}.</summary>
    public static ArgumentOutOfRangeException Type(string parameter, string role, string name, string expected, string actual) =>
        new(parameter, $"Schema mismatch for {role} column '{name}': expected {expected}, got {actual}");

    /// <summary>The visible column, or <see cref="Missing"/>.</summary>
    public static DataViewSchema.Column Find(DataViewSchema inputSchema, string name, string role = "input") =>
        inputSchema.GetColumnOrNull(name) ?? throw Missing(nameof(inputSchema), role, name);
}
