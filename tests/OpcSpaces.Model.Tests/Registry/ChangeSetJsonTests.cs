using System.Text;
using System.Text.Json;
using OpcSpaces.Model.Registry;
using OpcSpaces.Model.Registry.Changes;
using OpcSpaces.Model.Registry.Facts;

namespace OpcSpaces.Model.Tests.Registry;

public class ChangeSetJsonTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 2, 9, 0, 0, 5, TimeSpan.FromHours(8));
    private static readonly UseCode Use = new("hub", "software", "软件 \"A\"\\🪑\u0001", true);

    [Fact]
    public void A_change_set_has_one_form_in_bytes()
    {
        var set = new ChangeSet(7, At, "eva", "why", 6, [RowChange.Of(RegistryTables.Of<UseCode>(), Use, Use with { Name = "b", Allowed = false })!]);

        Assert.Equal(
            """{"at":"2026-03-02T01:00:00.005Z","changes":[{"action":"change","fields":{"allowed":["yes","no"],"name":["软件 \"A\"\\🪑\u0001","b"]},"key":"hub/software","table":"use-codes"}],"part":1,"parts":1,"undoes":6,"version":7,"who":"eva","why":"why"}""",
            Encoding.UTF8.GetString(Assert.Single(ChangeSetJson.Write(set))));
    }

    [Fact]
    public void What_is_written_is_read_and_written_as_the_same()
    {
        var set = new ChangeSet(1, At, "eva", "why", null, [RowChange.Of(RegistryTables.Of<UseCode>(), null, Use)!]);
        var bytes = Assert.Single(ChangeSetJson.Write(set));
        Assert.Equal(bytes, Assert.Single(ChangeSetJson.Write(ChangeSetJson.Read(bytes).Set)));
    }

    [Fact]
    public void A_large_change_set_is_cut_into_parts_that_the_fold_joins()
    {
        var rows = Enumerable.Range(0, 3_000).Select(i => Use with { Id = $"use-{i}" }).ToList();
        var parts = ChangeSetJson.Write(new ChangeSet(1, At, "eva", "many", null, [.. rows.Select(row => RowChange.Of(RegistryTables.Of<UseCode>(), null, row)!)])).ToList();
        var fold = new RegistryFold();

        Assert.InRange(parts.Count, 3, 100);
        Assert.All(parts, part => Assert.InRange(part.Length, 1, 2 * ChangeSetJson.PartBytes));
        foreach (var part in parts.SkipLast(1)) Assert.Null(fold.Apply(9, part));
        Assert.Equal((0L, 0), (fold.Version, fold.Rows.Count));
        Assert.Equal(3_000, fold.Apply(9, parts[^1])!.Changes.Count);
        Assert.Equal((1L, 3_000), (fold.Version, fold.Rows.Count));
    }

    [Fact]
    public void The_fold_refuses_what_is_missing_and_what_comes_twice()
    {
        var one = Part(1, null, Use);
        var fold = new RegistryFold();
        Assert.Throws<InvalidOperationException>(() => fold.Apply(9, Part(2, Use, Use with { Name = "b" })));
        fold.Apply(9, one);
        Assert.Throws<InvalidOperationException>(() => fold.Apply(9, one));
        Assert.Throws<InvalidOperationException>(() => fold.Apply(9, Part(2, Use with { Name = "other" }, Use)));
        // Another database starts from nothing.
        Assert.NotNull(fold.Apply(10, one));

        static byte[] Part(long version, UseCode? former, UseCode fresh) =>
            Assert.Single(ChangeSetJson.Write(new ChangeSet(version, At, "eva", "why", null, [RowChange.Of(RegistryTables.Of<UseCode>(), former, fresh)!])));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"at":"x","changes":[],"part":1,"parts":1,"version":1,"who":"","why":""}""")]
    public void Other_bytes_are_refused(string text) => Assert.ThrowsAny<JsonException>(() => ChangeSetJson.Read(Encoding.UTF8.GetBytes(text)));

    /// <summary>The journal has communities of before they could say whether they give figures of desks.</summary>
    [Fact]
    public void An_entry_that_is_older_than_a_column_has_its_default()
    {
        var fold = new RegistryFold();
        Apply(new RowChange("districts", "d", RowAction.Add, new(StringComparer.Ordinal) { ["id"] = new(null, "d"), ["name"] = new(null, "D") }), 1);
        Apply(new RowChange("communities", "hub", RowAction.Add, new(StringComparer.Ordinal) { ["id"] = new(null, "hub"), ["name"] = new(null, "Hub"), ["district"] = new(null, "d"), ["timeZone"] = new(null, "Asia/Shanghai") }), 2);
        var community = fold.Rows.Find<CommunityFacts>("hub")!;
        Assert.True(community.DeskFigures);

        Apply(RowChange.Of(RegistryTables.Of<CommunityFacts>(), community, community with { DeskFigures = false })!, 3);
        Assert.False(fold.Rows.Find<CommunityFacts>("hub")!.DeskFigures);

        void Apply(RowChange change, long version)
        {
            foreach (var part in ChangeSetJson.Write(new ChangeSet(version, DateTimeOffset.UnixEpoch, "eva", "test", null, [change]))) fold.Apply(7, part);
        }
    }
}
