using System.Linq.Expressions;
using System.Reflection;
using System.Text.Json;

namespace OpcSpaces.Model.Registry.Schema;

/// <summary>One column of a table, made from a parameter of its record's constructor.</summary>
public sealed class RegistryColumn
{
    private readonly Func<object, object?> _get;

    internal RegistryColumn(Type record, ParameterInfo parameter, NullabilityInfoContext nullability)
    {
        var property = record.GetProperty(parameter.Name!) ?? throw new InvalidOperationException($"{record}.{parameter.Name} has no property.");
        PropertyName = property.Name;
        Name = JsonNamingPolicy.CamelCase.ConvertName(property.Name);
        Type = parameter.ParameterType;
        Kind = ColumnKind.Of(Type);
        IsNullable = Nullable.GetUnderlyingType(Type) is not null || nullability.Create(parameter).WriteState == NullabilityState.Nullable;
        IsKey = parameter.GetCustomAttribute<KeyAttribute>() is not null;
        RefersTo = parameter.GetCustomAttribute<RefersAttribute>()?.Record;
        PointKinds = parameter.GetCustomAttribute<PointAttribute>()?.Kinds;
        Within = parameter.GetCustomAttribute<WithinAttribute>();
        Unit = parameter.GetCustomAttribute<UnitAttribute>()?.Unit;
        About = parameter.GetCustomAttribute<AboutAttribute>()?.Text ?? "";
        Default = parameter.HasDefaultValue ? parameter.DefaultValue : null;
        Example = parameter.GetCustomAttribute<ExampleAttribute>()?.Text;
        var row = Expression.Parameter(typeof(object));
        _get = Expression.Lambda<Func<object, object?>>(Expression.Convert(Expression.Property(Expression.Convert(row, record), property), typeof(object)), row).Compile();
    }

    /// <summary>In camel case, as in files: <c>squareMetres</c>.</summary>
    public string Name { get; }

    /// <summary>As in C#.</summary>
    public string PropertyName { get; }

    public Type Type { get; }

    public ColumnKind Kind { get; }

    public bool IsNullable { get; }

    public bool IsKey { get; }

    /// <summary>The record whose id it holds; null for none.</summary>
    public Type? RefersTo { get; }

    /// <summary>Not null for the id of a point; empty when any kind will do.</summary>
    public IReadOnlyList<string>? PointKinds { get; }

    public WithinAttribute? Within { get; }

    public string? Unit { get; }

    public string About { get; }

    public string? Example { get; }

    /// <summary>The value where none is written.</summary>
    public object? Default { get; }

    /// <summary>The value in a row.</summary>
    public object? ValueOf(object row) => _get(row);

    /// <summary>The value in a row as text; null for none. No words are no value.</summary>
    public string? TextOf(object row) => _get(row) is { } value && Kind.Format(value) is { } text && (text.Length > 0 || !(IsNullable || Kind == ColumnKind.Words)) ? text : null;

    public override string ToString() => Name;
}
