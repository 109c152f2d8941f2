namespace OpcSpaces.Model.Registry.Schema;

/// <summary>Makes a record a table of the registry. Each parameter of its constructor is a column.</summary>
/// <param name="name">The table's name, in the plural, as it names the file of a community folder: <c>zone-areas</c>.</param>
/// <param name="noun">One row, for messages: <c>area of a zone</c>.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class TableAttribute(string name, string noun) : Attribute
{
    public string Name { get; } = name;

    public string Noun { get; } = noun;
}

/// <summary>A column of the table's key.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class KeyAttribute : Attribute;

/// <summary>What a column means, for people who fill it in.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class AboutAttribute(string text) : Attribute
{
    public string Text { get; } = text;
}

/// <summary>The column holds the id of a row of another table of the same community.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class RefersAttribute(Type record) : Attribute
{
    public Type Record { get; } = record;
}

/// <summary>The column holds the id of a point, such as <c>desk/12</c>, of one of these kinds; of any when none is given.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class PointAttribute(params string[] kinds) : Attribute
{
    public IReadOnlyList<string> Kinds { get; } = kinds;
}

/// <summary>The least and the greatest number of a column.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class WithinAttribute(double least, double most) : Attribute
{
    public double Least { get; } = least;

    public double Most { get; } = most;
}

/// <summary>The unit of a column's numbers, such as <c>m²</c>.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class UnitAttribute(string unit) : Attribute
{
    public string Unit { get; } = unit;
}

/// <summary>An example of a column's value, for texts.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class ExampleAttribute(string text) : Attribute
{
    public string Text { get; } = text;
}
