using System.Globalization;
using CsvHelper;
using OpcSpaces.CommunityFolders.Cells;
using OpcSpaces.CommunityFolders.Faults;
using OpcSpaces.Files;
using OpcSpaces.Model.Registry.Schema;
using OpcSpaces.Settings;

namespace OpcSpaces.CommunityFolders.Tables;

/// <summary>
/// Reads a table from CSV: with a comma, a semicolon or a tab between cells, with or without a byte order mark, columns in any order.
/// Adds every fault with its line and column. A row that has a cell which cannot be read is left out.
/// </summary>
internal sealed class CsvTableReader(FolderTable table, string community, FolderFaults faults)
{
    /// <summary>The largest file that is read: 256 MiB.</summary>
    public const long MostBytes = 256L << 20;

    /// <summary>The most rows of one file.</summary>
    public const int MostRows = 1_000_000;

    private const int MostRecordBytes = 1 << 20;

    private readonly Dictionary<string, int> _lines = new(StringComparer.Ordinal);
    private readonly List<object> _rows = [];

    public IReadOnlyList<object> Rows => _rows;

    /// <summary>The line of each row, by key.</summary>
    public IReadOnlyDictionary<string, int> Lines => _lines;

    /// <summary>Whether a row was left out.</summary>
    public bool HasUnread { get; private set; }

    public void Read(string path)
    {
        try
        {
            using var stream = NamedFile.OpenRead(path, MostBytes);
            if (TextEncoding.Fault(stream, table.FileName) is { } fault) Reject(fault);
            else ReadText(stream);
        }
        catch (NamedFileException e)
        {
            Reject(new FolderFault(table.FileName, null, null, $"it {e.Fault}", e.Fix));
        }
    }

    private void Reject(FolderFault fault)
    {
        faults.Add(fault);
        HasUnread = true;
    }

    private void ReadText(Stream stream)
    {
        var malformed = new HashSet<long>();
        using var csv = CsvReader.Create(stream, new CsvReaderOptions
        {
            HasHeader = false,
            TrimWhitespace = true,
            TrimInsideQuotes = true,
            TrackLineNumbers = true,
            PoolStrings = true,
            MaxRecordSize = MostRecordBytes,
            // No text has a line break, so that one quotation mark does not swallow the rest of the file.
            AllowLineBreaksInQuotes = false,
            OnMalformedRecord = record => malformed.Add(record.LineNumber),
        });
        try
        {
            if (!csv.Read())
            {
                Reject(new FolderFault(table.FileName, 1, null, "empty", $"write a header: {string.Join(',', table.Columns)}"));
                return;
            }

            if (Header(Cells(csv)) is not { } columns) return;
            while (csv.Read())
            {
                var line = (int)csv.LineNumber;
                if (malformed.Remove(csv.LineNumber)) Reject(new FolderFault(table.FileName, line, null, "a quotation mark in the wrong place", "put the whole cell in quotation marks, and write a quotation mark inside of it twice"));
                else Row(Cells(csv), columns, line);
                if (_rows.Count < MostRows) continue;
                Reject(new FolderFault(table.FileName, line, null, "too many rows", string.Create(CultureInfo.InvariantCulture, $"a file may have {MostRows:N0} rows: split the community")));
                return;
            }
        }
        catch (CsvFormatException e)
        {
            Reject(new FolderFault(table.FileName, (int)Math.Max(1, e.LineNumber), null, "a row that has no end", "close its quotation mark; a row may have 1 MiB"));
        }
    }

    private static string[] Cells(CsvReader csv)
    {
        var cells = new string[csv.FieldCount];
        for (var i = 0; i < cells.Length; i++) cells[i] = csv.GetString(i);
        return cells;
    }

    /// <summary>The column of each cell, null for one that is not known; null when a required one is missing.</summary>
    private RegistryColumn?[]? Header(string[] names)
    {
        if (names is [var all] && all.IndexOfAny(['，', '；', '、']) is >= 0 and var at)
        {
            Reject(new FolderFault(table.FileName, 1, null, $"\"{all[at]}\"", "separate the columns with a comma, a semicolon or a tab of ASCII"));
            return null;
        }

        var known = table.Columns.ToDictionary(column => column.Name);
        var columns = new RegistryColumn?[names.Length];
        var missing = table.Required.ToList();
        foreach (var (i, name) in names.Index())
        {
            if (known.GetValueOrDefault(name) is not { } column) faults.Add(new FolderFault(table.FileName, 1, name, $"\"{name}\"", UnknownColumn(name, known.Keys)));
            else if (columns.Contains(column)) faults.Add(new FolderFault(table.FileName, 1, name, $"\"{name}\"", "the column is there twice: remove one"));
            else columns[i] = column;
            HasUnread |= columns[i] is null;
        }

        missing.RemoveAll(column => columns.Contains(column));
        foreach (var column in missing) Reject(new FolderFault(table.FileName, 1, column.Name, "missing", $"add the column {column.Name}: {column.About}"));
        return missing.Count == 0 ? columns : null;
    }

    private static string UnknownColumn(string name, IEnumerable<string> known)
    {
        var same = known.FirstOrDefault(other => string.Equals(other, name, StringComparison.OrdinalIgnoreCase));
        var meant = same ?? SimilarName.Find(name, known) ?? known.FirstOrDefault(other => other == "squareMetres" && name.Contains("area", StringComparison.OrdinalIgnoreCase));
        return meant is null ? $"there is no such column; use {string.Join(", ", known)}"
            : $"there is no such column; did you mean \"{meant}\"?{(name.Contains("feet", StringComparison.OrdinalIgnoreCase) || name.Contains("sqft", StringComparison.OrdinalIgnoreCase) || name.Contains("sq_ft", StringComparison.OrdinalIgnoreCase) ? " It is in m²" : "")}";
    }

    private void Row(string[] cells, RegistryColumn?[] columns, int line)
    {
        if (cells.All(string.IsNullOrEmpty)) return;
        if (cells.Length != columns.Length)
        {
            Reject(new FolderFault(table.FileName, line, null, string.Create(CultureInfo.InvariantCulture, $"{cells.Length} cells"), string.Create(CultureInfo.InvariantCulture, $"the header has {columns.Length}: put texts with the delimiter in quotation marks")));
            return;
        }

        var values = new object?[table.Table.Columns.Count];
        var isRead = true;
        foreach (var (i, column) in table.Table.Columns.Index())
        {
            if (column.Name == "community")
            {
                values[i] = community;
                continue;
            }

            var at = Array.IndexOf(columns, column);
            isRead &= Cell(column, at < 0 ? "" : cells[at], line, out values[i]);
        }

        if (isRead) Add(table.Table.Create(values), line);
        else HasUnread = true;
    }

    private bool Cell(RegistryColumn column, string cell, int line, out object? value)
    {
        value = null;
        if (cell.Length == 0)
        {
            if (column.Kind == ColumnKind.Words || column.Kind == ColumnKind.Truth) value = column.Kind == ColumnKind.Truth ? DefaultOf(column) : column.Kind.Empty;
            else if (!column.IsNullable && column.Kind != ColumnKind.Shape)
            {
                faults.Add(new FolderFault(table.FileName, line, column.Name, "empty", $"write {column.About}{(column.Example is { } example ? $", such as {example}" : "")}"));
                return false;
            }

            return true;
        }

        value = column.Kind.Parse(column.Kind == ColumnKind.Text || column.Kind == ColumnKind.Words ? FormulaText.Read(cell) : cell);
        if (value is not null) return true;
        faults.Add(new FolderFault(table.FileName, line, column.Name, $"\"{cell}\"", CellText.Fix(column, cell)));
        return false;
    }

    private static object DefaultOf(RegistryColumn column) => column.Default is bool truth && truth;

    private void Add(object row, int line)
    {
        var key = table.Table.KeyOf(row);
        if (_lines.TryAdd(key, line)) _rows.Add(row);
        else Reject(new FolderFault(table.FileName, line, table.Table.Keys[^1].Name, $"\"{key[(key.IndexOf('/', StringComparison.Ordinal) + 1)..]}\"", string.Create(CultureInfo.InvariantCulture, $"line {_lines[key]} has the same {string.Join(" and ", table.Table.Keys.Skip(1))}: remove one, or correct it")));
    }
}
