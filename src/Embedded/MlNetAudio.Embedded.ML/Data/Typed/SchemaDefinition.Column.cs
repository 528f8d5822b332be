namespace Microsoft.ML.Data;

public sealed partial class SchemaDefinition
{
    /// <summary>A member and the column it stands for.</summary>
    public sealed class Column
    {
        private readonly Dictionary<string, Action<DataViewSchema.Annotations.Builder>> _annotations = [];

        internal Column(string memberName, DataViewType columnType, string columnName = null)
        {
            MemberName = memberName;
            ColumnType = columnType;
            ColumnName = columnName ?? memberName;
        }

        public string MemberName { get; }

        public string ColumnName { get; set; }

        public DataViewType ColumnType { get; set; }

        public DataViewSchema.Annotations Annotations
        {
            get
            {
                var builder = new DataViewSchema.Annotations.Builder();
                foreach (Action<DataViewSchema.Annotations.Builder> add in _annotations.Values) add(builder);
                return builder.ToAnnotations();
            }
        }

        /// <summary>Sets an annotation, in place of one of that kind; <typeparamref name="T"/> is the raw type of <paramref name="annotationType"/>.</summary>
        public void AddAnnotation<T>(string kind, T value, DataViewType annotationType)
        {
            ArgumentException.ThrowIfNullOrEmpty(kind);
            ArgumentNullException.ThrowIfNull(annotationType);
            if (annotationType.RawType != typeof(T))
                throw new ArgumentException($"Annotation '{kind}' of type {annotationType} holds {annotationType.RawType}, got {typeof(T)}.", nameof(value));
            _annotations[kind] = builder => builder.Add(kind, annotationType, (ref T target) => target = value);
        }

        internal void TakeAnnotations(DataViewSchema.Annotations annotations)
        {
            foreach (DataViewSchema.Column column in annotations.Schema) _annotations[column.Name] = builder => builder.Add(annotations, kind => kind == column.Name);
        }
    }
}
