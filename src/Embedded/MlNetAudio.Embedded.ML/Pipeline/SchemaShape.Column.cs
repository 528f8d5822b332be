using Microsoft.ML.Data;

namespace Microsoft.ML;

public sealed partial class SchemaShape
{
    public readonly struct Column
    {
        public readonly string Name;
        public readonly VectorKind Kind;

        /// <summary>The type of the items; the raw number type where the column is a key.</summary>
        public readonly DataViewType ItemType;
        public readonly bool IsKey;
        public readonly SchemaShape Annotations;

        internal Column(string name, VectorKind vecKind, DataViewType itemType, bool isKey, SchemaShape annotations = null)
        {
            ArgumentException.ThrowIfNullOrEmpty(name);
            ArgumentNullException.ThrowIfNull(itemType);
            Name = name;
            Kind = vecKind;
            ItemType = itemType;
            IsKey = isKey;
            Annotations = annotations ?? Empty;
        }

        public enum VectorKind
        {
            Scalar = 0,
            Vector = 1,
            VariableVector = 2,
        }

        internal static Column Of(DataViewSchema.Column column) => Of(column.Name, column.Type, Create(column.Annotations.Schema));

        internal static Column Of(string name, DataViewType type, SchemaShape annotations = null)
        {
            VectorKind kind = type is not VectorDataViewType vector ? VectorKind.Scalar : vector.IsKnownSize ? VectorKind.Vector : VectorKind.VariableVector;
            DataViewType item = ColumnTypes.ItemOf(type);
            return item is KeyDataViewType key
                ? new(name, kind, ColumnTypes.Primitive(key.RawType), true, annotations)
                : new(name, kind, item, false, annotations);
        }

        internal Column Named(string name) => new(name, Kind, ItemType, IsKey, Annotations);

        /// <summary>Same item type, same kind, same key-ness.</summary>
        internal bool IsCompatibleWith(Column source) => source.Kind == Kind && source.IsKey == IsKey && ItemType.Equals(source.ItemType);

        /// <summary>As it stands in error messages: Vector&lt;Single&gt;, VarVector&lt;Single&gt;, Key&lt;UInt32&gt;.</summary>
        internal string GetTypeString()
        {
            string item = IsKey ? $"Key<{ItemType}>" : ItemType.ToString();
            return Kind switch
            {
                VectorKind.Vector => $"Vector<{item}>",
                VectorKind.VariableVector => $"VarVector<{item}>",
                _ => item,
            };
        }
    }
}
