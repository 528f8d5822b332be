namespace Microsoft.ML.Data;

/// <summary>A type whose values may also be the items of a vector.</summary>
public abstract class PrimitiveDataViewType : DataViewType
{
    protected PrimitiveDataViewType(Type rawType) : base(rawType)
    {
    }
}
