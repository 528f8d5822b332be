namespace Microsoft.ML.Data;

/// <summary>A type whose values are made of other values; never the item of a vector.</summary>
public abstract class StructuredDataViewType : DataViewType
{
    protected StructuredDataViewType(Type rawType) : base(rawType)
    {
    }
}
