using System.IO.Compression;
using System.Text;
using OpcSpaces.CommunityFolders.Faults;
using OpcSpaces.CommunityFolders.Tables;
using OpcSpaces.Model.Registry;
using OpcSpaces.Model.Registry.Facts;
using OpcSpaces.Model.Registry.Rules;
using OpcSpaces.Registry.Tests;
using OpcSpaces.Testing;

namespace OpcSpaces.CommunityFolders.Tests;

public sealed class CommunityFolderTests : IDisposable
{
    private readonly TemporaryDirectory _folder = new("community");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(',')]
    [InlineData(';')]
    [InlineData('\t')]
    public void What_is_written_is_read_back_as_the_same(char delimiter)
    {
        Write(Sample.Rows(), delimiter);

        var folder = Read();

        Assert.Empty(folder.Faults.Kept);
        Assert.Equal(new RegistryRows(Sample.Rows()).Lines(), new RegistryRows(folder.Rows).Lines());
        Assert.Equal(FolderTable.All.Select(table => table.Table.Name).Order(StringComparer.Ordinal), folder.Tables.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_sample_folder_of_the_documentation_has_no_faults()
    {
        var folder = CommunityFolder.Read(SampleFolder);
        Assert.Empty(Faults(folder));
        Assert.All(FolderTable.All, table => Assert.NotEmpty(new RegistryRows(folder.Rows).Of(table.Table)));
    }

    [Fact]
    public void The_sample_folder_is_what_the_writer_writes()
    {
        CommunityFolderWriter.Write(_folder.FullPath, new RegistryRows(CommunityFolder.Read(SampleFolder).Rows), Sample.Hub);
        foreach (var file in Directory.EnumerateFiles(SampleFolder).Where(file => !file.EndsWith(".md", StringComparison.Ordinal)))
            Assert.Equal(File.ReadAllText(file), File.ReadAllText(_folder.File(Path.GetFileName(file))));
    }

    public static TheoryData<string, string> Texts => new()
    {
        { "=1+1", "'=1+1" }, { "+86 755", "'+86 755" }, { "-x", "'-x" }, { "@sum", "'@sum" }, { "'=x", "''=x" }, { "''-x", "'''-x" }, { "＝1", "'＝1" },
        { "'t Hof", "'t Hof" }, { "plain", "plain" }, { "a;b,c\"d", "\"a;b,c\"\"d\"" }, { "共享 🪑", "共享 🪑" },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void No_spreadsheet_takes_a_text_for_a_formula_and_it_is_read_back_as_it_was(string text, string cell)
    {
        Write([.. Sample.Rows().Select(row => row is Zone { Id: "meeting-1" } zone ? zone with { Name = text } : row)]);

        Assert.Contains($"meeting-1,f3,{cell},", File.ReadAllText(_folder.File("zones.csv")), StringComparison.Ordinal);
        Assert.Equal(text, new RegistryRows(Read().Rows).Find<Zone>("hub/meeting-1")!.Name);
    }

    [Fact]
    public void A_workbook_has_every_table_and_no_formula()
    {
        var rows = new RegistryRows(Sample.Rows().Select(row => row is Zone { Id: "meeting-1" } zone ? zone with { Name = "=cmd|'/c calc'!A1" } : row));
        using var stream = new MemoryStream();
        CommunityWorkbook.Write(stream, rows, Sample.Hub);

        using var zip = new ZipArchive(stream, ZipArchiveMode.Read);
        var sheets = zip.Entries.Where(entry => entry.FullName.StartsWith("xl/worksheets/", StringComparison.Ordinal) && entry.Name.EndsWith(".xml", StringComparison.Ordinal)).Select(Text).ToList();
        Assert.Equal(FolderTable.All.Count, sheets.Count);
        Assert.DoesNotContain(sheets, sheet => sheet.Contains("<x:f", StringComparison.Ordinal) || sheet.Contains("<f", StringComparison.Ordinal));
        Assert.Contains(zip.Entries.Select(Text), text => text.Contains("=cmd|", StringComparison.Ordinal));
        Assert.Contains("name=\"zone-areas\"", Text(zip.GetEntry("xl/workbook.xml")!), StringComparison.Ordinal);

        static string Text(ZipArchiveEntry entry)
        {
            using var reader = new StreamReader(entry.Open());
            return reader.ReadToEnd();
        }
    }

    [Theory]
    [InlineData("tenants.csv", "headCount", "headcount", "tenants.csv:1: headcount: \"headcount\" – there is no such column; did you mean \"headCount\"?")]
    [InlineData("zone-areas.csv", "squareMetres", "areaSqft", "zone-areas.csv:1: areaSqft: \"areaSqft\" – there is no such column; did you mean \"squareMetres\"? It is in m²")]
    [InlineData("leases.csv", "rentPerMonth", "colour", "leases.csv:1: rentPerMonth: missing – add the column rentPerMonth: rent for a month; 0 for free")]
    [InlineData("desks.csv", "zone,id", "zone,zone", "desks.csv:1: zone: \"zone\" – the column is there twice: remove one")]
    [InlineData("leases.csv", "2026-01-01", "2026/1/1", "leases.csv:2: from: \"2026/1/1\" – write year-month-day, such as 2026-03-02: this looks like 2026-01-01")]
    [InlineData("leases.csv", "2026-01-01", "2026年1月1日", "leases.csv:2: from: \"2026年1月1日\" – write year-month-day, such as 2026-03-02: this looks like 2026-01-01")]
    [InlineData("leases.csv", "2026-01-01", "46023", "leases.csv:2: from: \"46023\" – write year-month-day, such as 2026-03-02: this looks like 2026-01-01 as a number of Excel")]
    [InlineData("leases.csv", "2026-01-01", "01.02.2026", "leases.csv:2: from: \"01.02.2026\" – write year-month-day, such as 2026-03-02")]
    [InlineData("leases.csv", "2026-01-01", "2026-02-30", "leases.csv:2: from: \"2026-02-30\" – write year-month-day, such as 2026-03-02")]
    [InlineData("zone-areas.csv", ",96,", ",96 m²,", "zone-areas.csv:2: squareMetres: \"96 m²\" – write 96")]
    [InlineData("zone-areas.csv", ",96,", ",1033 sqft,", "zone-areas.csv:2: squareMetres: \"1033 sqft\" – \"sqft\" is not the unit of this column: write the number in m²")]
    [InlineData("leases.csv", ",1200,", ",\"1,200\",", "leases.csv:2: rentPerMonth: \"1,200\" – write 1200")]
    [InlineData("leases.csv", ",1200,", ",1200元,", "leases.csv:2: rentPerMonth: \"1200元\" – write 1200")]
    [InlineData("leases.csv", ",1200,", ",１２００,", "leases.csv:2: rentPerMonth: \"１２００\" – write 1200")]
    [InlineData("leases.csv", ",desks,", ",desk,", "leases.csv:2: kind: \"desk\" – did you mean desks? write one of zone, room, desks")]
    [InlineData("zone-areas.csv", ",usable,", ",使用面积,", "zone-areas.csv:2: basis: \"使用面积\" – write usable")]
    [InlineData("use-codes.csv", ",yes", ",是", "use-codes.csv:2: allowed: \"是\" – write yes")]
    [InlineData("tenants.csv", ",t-1,", ",,", "tenants.csv:2: id: empty – write id of the tenant, such as t-0042")]
    [InlineData("leases.csv", "l-1,t-1", "l-1,extra,t-1", "leases.csv:2: 12 cells – the header has 11: put texts with the delimiter in quotation marks")]
    [InlineData("leases.csv", "l-1,t-1", "\"l-1,t-1", "leases.csv:2: a quotation mark in the wrong place – put the whole cell in quotation marks, and write a quotation mark inside of it twice")]
    [InlineData("opening-hours.csv", "tuesday", "monday", "opening-hours.csv:5: weekday: \"monday\" – line 3 has the same weekday: remove one, or correct it")]
    public void A_fault_is_named_with_file_line_column_value_and_fix(string file, string old, string fresh, string expected)
    {
        Write(Sample.Rows());
        // The id of the tenant is in the first column, which has no comma before it.
        Replace(file, old == ",t-1," ? "\nt-1," : old, old == ",t-1," ? "\n," : fresh);

        Assert.Contains(expected, Faults(Read()));
    }

    [Fact]
    public void All_faults_of_all_files_are_found_at_once_and_none_comes_only_from_another()
    {
        Write(Sample.Rows());
        Replace("tenants.csv", ",3,ai-agents", ",many,ai-agents");
        Replace("leases.csv", "2026-01-01", "1.1.2026");
        Replace("desks.csv", "desk/4,8,", "desk/4,80,");
        Replace("community.jsonc", "Asia/Shanghai", "Peking");

        Assert.Equal(
            [
                "community.jsonc:9: timeZone: \"Peking\" – write a name of the IANA database, such as Asia/Shanghai",
                "desks.csv:5: x: x 80, y 4.25 – it is not inside its zone open-3, x -0.01 to 12.01, y -0.01 to 8.01: move it",
                "leases.csv:2: from: \"1.1.2026\" – write year-month-day, such as 2026-03-02",
                "tenants.csv:2: headCount: \"many\" – write a whole number without unit and separators, such as 12",
            ],
            Faults(Read()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_file_of_another_encoding_is_named_with_the_encoding_and_the_fix()
    {
        Write(Sample.Rows());
        // 共享 in GB 18030.
        File.WriteAllBytes(_folder.File("zones.csv"), [.. "id,floor,name,kind\r\nopen-3,f3,"u8, 0xB9, 0xB2, 0xCF, 0xED, .. ",openArea\r\n"u8]);
        File.WriteAllBytes(_folder.File("desks.csv"), Encoding.Unicode.GetBytes("\uFEFFzone,id"));
        File.WriteAllBytes(_folder.File("rooms.csv"), [.. "zone\r\n"u8, .. new byte[70_000].Select(_ => (byte)'x'), 0xE5]);

        var faults = Faults(Read());

        Assert.Contains("zones.csv:2: byte 0xB9 is not UTF-8 – it looks like GBK: save it as UTF-8 (in Excel: CSV UTF-8)", faults);
        Assert.Contains("desks.csv:1: UTF-16 text – save it as UTF-8 (in Excel: CSV UTF-8)", faults);
        Assert.Contains("rooms.csv:2: byte 0xE5 is not UTF-8 – save it as UTF-8 (in Excel: CSV UTF-8)", faults);
    }

    [Fact]
    public void A_byte_order_mark_or_none_spaces_and_another_order_of_columns_are_no_faults()
    {
        Write(Sample.Rows());
        File.WriteAllText(_folder.File("use-codes.csv"), "allowed; name ;id\n yes ;\" 软件 \";software\n\n;;\n");

        var folder = Read();

        Assert.Empty(Faults(folder));
        Assert.Equal(new UseCode("hub", "software", "软件", true), Assert.Single(new RegistryRows(folder.Rows).Of<UseCode>()));
    }

    [Fact]
    public void Outlines_that_cross_themselves_overlap_or_leave_their_floor_are_found_with_the_line_of_their_feature()
    {
        Write(Sample.Rows());
        Plan(
            """{"type":"Feature","properties":{"zone":"open-3"},"geometry":{"type":"Polygon","coordinates":[[[0,0],[12,8],[12,0],[0,8],[0,0]]]}}""",
            """{"type":"Feature","properties":{"zone":"meeting-1"},"geometry":{"type":"Polygon","coordinates":[[[60,0],[70,0],[70,8],[60,8]]]}}""",
            """{"type":"Feature","properties":{"zone":"other"},"geometry":{"type":"Polygon","coordinates":[[[60,0],[70,0],[70,8],[60,8]]]}}""",
            """{"type":"Feature","properties":{"zone":"x"},"geometry":{"type":"LineString","coordinates":[[60,0],[70,0]]}}""");

        Assert.Equal(
            [
                "plan.geojson:2: zone open-3: the outline – it crosses itself near x 6, y 4: draw it without crossings",
                "plan.geojson:3: zone meeting-1: x 60 to 70, y 0 to 8 – it is not inside its floor, x 0 to 64, y 0 to 40: move or shrink it",
                "plan.geojson:4: properties.zone: \"other\" – zones.csv has no such zone: add it, or correct the id",
                "plan.geojson:5: geometry: LineString – write a Polygon",
            ],
            Faults(Read()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Longitude_and_latitude_become_metres_of_the_plan()
    {
        Write(Sample.Rows());
        // 0.0001° of latitude are 11.075 m there, and 0.0001° of longitude 10.288 m.
        File.WriteAllText(_folder.File("plan.geojson"), """
            {"type":"FeatureCollection","opcspaces":{"coordinates":"wgs84","origin":[113.9305,22.5329]},"features":[
            {"type":"Feature","properties":{"zone":"open-3"},"geometry":{"type":"Polygon","coordinates":[[[113.9305,22.5329],[113.9306,22.5329],[113.9306,22.5328],[113.9305,22.5328]]]}}
            ]}
            """);

        var box = new RegistryRows(Read().Rows).Find<Zone>("hub/open-3")!.Outline!.Box;

        Assert.Equal((0m, 0m), (box.Left, box.Top));
        Assert.InRange(box.Right, 10.28m, 10.30m);
        Assert.InRange(box.Bottom, 11.06m, 11.09m);
    }

    [Theory]
    [InlineData("""{"type":"FeatureCollection","features":[]}""", "plan.geojson:1: opcspaces.coordinates: missing – say what the coordinates are")]
    [InlineData("""{"type":"FeatureCollection","opcspaces":{"coordinates":"metres"},"features":[{]}""", "plan.geojson:1: not JSON – correct the syntax at column ")]
    [InlineData("[]", "plan.geojson:1: no features – ")]
    public void A_plan_that_cannot_be_read_is_named(string plan, string expected)
    {
        Write(Sample.Rows());
        File.WriteAllText(_folder.File("plan.geojson"), plan);
        Assert.Contains(Faults(Read()), fault => fault.StartsWith(expected, StringComparison.Ordinal));
    }

    [Fact]
    public void Files_that_are_misspelled_or_missing_are_named()
    {
        Write(Sample.Rows());
        File.Move(_folder.File("leases.csv"), _folder.File("lease.csv"));
        File.Delete(_folder.File("plan.geojson"));
        File.WriteAllText(_folder.File("notes.txt"), "allowed");

        var folder = Read();

        Assert.Contains("lease.csv: is not a file of a community folder – did you mean leases.csv?", Faults(folder));
        Assert.Contains("plan.geojson: missing – zones.csv and plan.geojson go together: add it", Faults(folder));
        Assert.DoesNotContain(Faults(folder), fault => fault.Contains("notes", StringComparison.Ordinal));
        Assert.DoesNotContain("leases", folder.Tables);
        Assert.Contains("is not a folder", Assert.Single(CommunityFolder.Read(_folder.File("none")).Faults.Kept).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_100_000_wrong_rows_all_are_counted_and_a_thousand_kept()
    {
        Write(Sample.Rows());
        File.WriteAllLines(_folder.File("absences.csv"), Enumerable.Range(0, 100_000).Select(i => $"t-1,x{i},2026-01-01,").Prepend("tenant,from,to,reason"));

        var folder = Read();

        Assert.Equal((100_000, FolderFaults.MostKept), (folder.Faults.Count, folder.Faults.Kept.Count));
    }

    private static string SampleFolder { get; } = Path.Combine(ProductBinary.RepositoryRoot, "cloud", "OpcSpaces.CommunityFolders", "sample");

    private void Write(List<object> rows, char delimiter = ',') => CommunityFolderWriter.Write(_folder.FullPath, new RegistryRows(rows), Sample.Hub, delimiter);

    private CommunityFolder Read() => CommunityFolder.Read(_folder.FullPath);

    private void Plan(params string[] features) =>
        File.WriteAllText(_folder.File("plan.geojson"), $$"""{"type":"FeatureCollection","opcspaces":{"coordinates":"metres"},"features":[{{"\n"}}{{string.Join(",\n", features)}}{{"\n"}}]}""");

    private void Replace(string file, string old, string fresh)
    {
        var text = File.ReadAllText(_folder.File(file));
        var at = text.IndexOf(old, StringComparison.Ordinal);
        Assert.True(at >= 0, $"{file} has no '{old}': {text}");
        File.WriteAllText(_folder.File(file), string.Concat(text.AsSpan(0, at), fresh, text.AsSpan(at + old.Length)));
    }

    /// <summary>The faults of the files and those of the rules, as an import reports them.</summary>
    private static List<string> Faults(CommunityFolder folder)
    {
        var broken = new RegistryFaults(folder.IsCovered);
        RegistryRules.Check(new RegistryRows(folder.Rows), broken);
        return [.. folder.Faults.Kept.Concat(broken.Kept.Select(folder.Locate)).Select(fault => fault.ToString())];
    }
}
