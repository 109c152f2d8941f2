using System.Text;

namespace OpcSpaces.Storage.Series.Influx.Lines;

/// <summary>
/// Escaping of names in line protocol (docs.influxdata.com, "Line protocol reference", special characters): comma and space in
/// measurements; comma, equals sign and space in tag keys, tag values and field keys. A backslash itself cannot be escaped there.
/// </summary>
internal static class LineText
{
    public static void AppendMeasurement(StringBuilder line, string name) => Append(line, name, ", ");

    public static void AppendKey(StringBuilder line, string name) => Append(line, name, ",= ");

    public static void AppendTag(StringBuilder line, string key, string value)
    {
        if (value.Length == 0)
            return;
        line.Append(',').Append(key).Append('=');
        AppendKey(line, value);
    }

    private static void Append(StringBuilder line, string name, string special)
    {
        foreach (var letter in name)
        {
            if (special.Contains(letter))
                line.Append('\\');
            line.Append(letter);
        }
    }
}
