using Microsoft.ML.Data;

namespace Microsoft.ML;

public sealed partial class DataViewSchema
{
    /// <summary>Facts about a column, by kind: slot names, key values, whether it is normalised.</summary>
    public sealed partial class Annotations
    {
        private readonly Delegate[] _getters;

        internal Annotations(DataViewSchema schema, Delegate[] getters)
        {
            Schema = schema;
            _getters = getters;
        }

        /// <summary>A column for every kind of annotation there is.</summary>
        public DataViewSchema Schema { get; }

        public static Annotations Empty { get; } = new(new DataViewSchema.Builder().ToSchema(), []);

        /// <exception cref="InvalidOperationException">The annotation holds another type than <typeparamref name="TValue"/>.</exception>
        public ValueGetter<TValue> GetGetter<TValue>(Column column) => Getters.As<TValue>(_getters[column.Index], Schema[column.Index]);

        /// <exception cref="InvalidOperationException">There is no such kind, or it holds another type than <typeparamref name="TValue"/>.</exception>
        public void GetValue<TValue>(string kind, ref TValue value)
        {
            Column column = Schema.GetColumnOrNull(kind) ?? throw new InvalidOperationException("Invalid call to 'GetValue'");
            GetGetter<TValue>(column)(ref value);
        }

        public override string ToString() => string.Join(", ", Schema.Select(column => column.Name));

        internal Delegate GetterAt(int index) => _getters[index];
    }
}
