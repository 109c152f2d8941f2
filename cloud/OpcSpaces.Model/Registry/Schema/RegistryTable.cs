using System.Collections.Frozen;
using System.Linq.Expressions;
using System.Reflection;

namespace OpcSpaces.Model.Registry.Schema;

/// <summary>
/// One table of the registry, made from the constructor of its record. Database, journal, files, rules and documentation are all derived
/// from it, so that a new column is a new parameter and nothing else.
/// </summary>
public sealed class RegistryTable
{
    private readonly Func<object?[], object> _create;
    private readonly FrozenDictionary<string, RegistryColumn> _byName;

    public RegistryTable(Type record)
    {
        Record = record;
        var table = record.GetCustomAttribute<TableAttribute>() ?? throw new InvalidOperationException($"{record} is no table.");
        (Name, Noun) = (table.Name, table.Noun);
        var constructor = record.GetConstructors().Single();
        var nullability = new NullabilityInfoContext();
        Columns = [.. constructor.GetParameters().Select(parameter => new RegistryColumn(record, parameter, nullability))];
        Keys = [.. Columns.Where(column => column.IsKey)];
        _byName = Columns.ToFrozenDictionary(column => column.Name);
        var values = Expression.Parameter(typeof(object?[]));
        _create = Expression.Lambda<Func<object?[], object>>(
            Expression.New(constructor, Columns.Select((column, i) => Expression.Convert(Expression.ArrayIndex(values, Expression.Constant(i)), column.Type))), values).Compile();
    }

    /// <summary>The type of its rows.</summary>
    public Type Record { get; }

    /// <summary>In the plural, with hyphens: <c>zone-areas</c>.</summary>
    public string Name { get; }

    /// <summary>One row, for messages.</summary>
    public string Noun { get; }

    public IReadOnlyList<RegistryColumn> Columns { get; }

    /// <summary>The columns that name a row, in order; the first is the community in all tables but those of districts and communities.</summary>
    public IReadOnlyList<RegistryColumn> Keys { get; }

    /// <summary>Null for a name that it does not have.</summary>
    public RegistryColumn? Column(string name) => _byName.GetValueOrDefault(name);

    /// <summary>The key of a row as text: its parts separated by slashes, as <c>nanshan/open-3/desk/12</c>.</summary>
    public string KeyOf(object row) => Keys.Count switch
    {
        1 => Keys[0].TextOf(row) ?? "",
        2 => string.Concat(Keys[0].TextOf(row), "/", Keys[1].TextOf(row)),
        _ => string.Join('/', Keys.Select(key => key.TextOf(row))),
    };

    /// <summary>The texts of all columns that have a value.</summary>
    public SortedDictionary<string, string> TextsOf(object row)
    {
        var texts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var column in Columns)
        {
            if (column.TextOf(row) is { } text) texts[column.Name] = text;
        }

        return texts;
    }

    /// <summary>A row of these values, in the order of the columns.</summary>
    public object Create(object?[] values) => _create(values);

    /// <summary>A row of texts. What has no text is null, no words, or the default of its column: an entry of the journal may be older than the column.</summary>
    /// <exception cref="FormatException">A text is not of its column's kind, or is missing.</exception>
    public object Create(IReadOnlyDictionary<string, string> texts)
    {
        var values = new object?[Columns.Count];
        foreach (var (i, column) in Columns.Index())
        {
            values[i] = texts.TryGetValue(column.Name, out var text)
                ? column.Kind.Parse(text) ?? throw new FormatException($"{Name}.{column.Name}: '{text}' is not {column.Kind.Name}.")
                : Missing(column);
        }

        return _create(values);
    }

    private object? Missing(RegistryColumn column) => column.IsNullable ? null
        : column.Default is { } usual ? usual
        : column.Kind == ColumnKind.Words || column.Kind == ColumnKind.Text ? column.Kind.Empty
        : throw new FormatException($"{Name}.{column.Name} is missing.");
}
