using OpcSpaces.Model.Registry;
using OpcSpaces.Model.Registry.Facts;
using OpcSpaces.Model.Registry.Values;
using OpcSpaces.Registry.Committing;

namespace OpcSpaces.Registry.Tests.Committing;

/// <summary>Edits of every kind at random: also such as are refused, and such as change nothing.</summary>
internal static class RandomEdit
{
    private static readonly string[] Names = ["甲", "乙 \"quoted\"", "back\\slash", "emoji 🪑", "=1+1", "tab'quote", "ﬁ"];

    public static CommitOutcome Of(RegistryBench bench, Random random)
    {
        if (random.Next(5) == 0) return bench.Store.Undo(random.Next(1, (int)bench.Reader.Version + 1), "tom", "undo");
        var rows = bench.Reader.Rows(null);
        var edit = new RegistryEdit("eva", Names[random.Next(Names.Length)])
        {
            Put = [.. Enumerable.Range(0, random.Next(3)).Select(_ => Row(rows, random))],
            Remove = random.Next(3) == 0 && rows.Count > 0 ? [Name(rows, random)] : [],
        };
        return bench.Store.Commit(edit);
    }

    private static object Row(RegistryRows rows, Random random) => random.Next(4) switch
    {
        0 => Sample.Tenant($"t-{random.Next(2, 8)}", Names[random.Next(Names.Length)]) with { HeadCount = random.Next(1, 12) },
        1 => new ZoneArea(Sample.Hub, "meeting-1", (AreaBasis)random.Next(6), random.Next(1, 100_000) / 1000m, Names[random.Next(Names.Length)], Sample.Start.AddDays(random.Next(100))),
        2 => rows.Of<Desk>().FirstOrDefault(desk => random.Next(3) == 0) is { } desk
            ? desk with { Accessible = random.Next(2) == 0, Number = random.Next(2) == 0 ? null : "7", Equipment = Tags.Of(Names.Take(random.Next(3)).Select(name => name.Replace(";", "", StringComparison.Ordinal))) }
            : new UseCode(Sample.Hub, $"use-{random.Next(3)}", Names[random.Next(Names.Length)], random.Next(2) == 0),
        _ => new Absence(Sample.Hub, $"t-{random.Next(1, 8)}", Sample.Start.AddDays(random.Next(200)), Sample.Start.AddDays(random.Next(200)), random.Next(2) == 0 ? null : "假"),
    };

    private static RowName Name(RegistryRows rows, Random random)
    {
        var all = rows.All.ToList();
        var row = all[random.Next(all.Count)];
        var table = RegistryTables.Of(row.GetType());
        return new(table.Name, table.KeyOf(row));
    }
}
