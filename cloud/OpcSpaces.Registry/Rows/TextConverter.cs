using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using OpcSpaces.Model.Registry.Schema;

namespace OpcSpaces.Registry.Rows;

/// <summary>Stores a value as the text that files and the journal have for it.</summary>
internal sealed class TextConverter<T>() : ValueConverter<T, string>(value => Format(value), text => Parse(text))
    where T : notnull
{
    private static readonly ColumnKind Kind = ColumnKind.Of(typeof(T));

    private static string Format(T value) => Kind.Format(value);

    private static T Parse(string text) => (T)(Kind.Parse(text) ?? throw new FormatException($"The database has '{text}', which is not {Kind.Name}."));
}
