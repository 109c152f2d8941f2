using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using OpcSpaces.Cloud.Live;
using OpcSpaces.Model.Places;
using OpcSpaces.Model.Spaces;
using OpcSpaces.Testing;

namespace OpcSpaces.Cloud.Tests.Live;

public sealed class DrawnPlanTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new("plan");

    private string CommunityPath => _directory.File("community.json");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Without_a_file_the_desks_that_gateways_announced_are_arranged()
    {
        var plan = PlanOf();
        var one = plan.Current([Desk("c", 1)]);
        var same = plan.Current([Desk("c", 1)]);
        var more = plan.Current([Desk("c", 1), Desk("c", 2)]);

        Assert.Equal("desk/1", Assert.Single(Assert.Single(Assert.Single(one.Communities).Zones).Desks).Id);
        Assert.Same(one, same);
        Assert.NotEqual(one.Version, more.Version);
    }

    [Fact]
    public void A_file_that_appears_later_is_drawn_and_one_that_breaks_changes_nothing()
    {
        var plan = PlanOf(CommunityPath);
        Assert.Empty(plan.Current([]).Communities);

        File.WriteAllBytes(CommunityPath, CommunityFile.Write(ArrangedPlan.Of("from-file", [new("A", ["desk/1"])])));
        var drawn = plan.Current([]);
        Assert.Equal("from-file", Assert.Single(drawn.Communities).Id);

        File.WriteAllText(CommunityPath, "{ torn");
        File.SetLastWriteTimeUtc(CommunityPath, File.GetLastWriteTimeUtc(CommunityPath).AddSeconds(5));
        Assert.Same(drawn, plan.Current([]));
    }

    [Fact]
    public void A_community_of_the_registry_wins_over_its_file_and_over_what_gateways_announce()
    {
        File.WriteAllBytes(CommunityPath, CommunityFile.Write(ArrangedPlan.Of("c", [new("from-file", ["desk/1"])])));
        var registered = RegisteredPlans.None;
        var plan = new DrawnPlan([CommunityPath], TimeProvider.System, NullLogger<DrawnPlan>.Instance, () => registered);
        Assert.Equal("from-file", Assert.Single(Assert.Single(plan.Current([]).Communities).Zones).Id);

        registered = new([ArrangedPlan.Of("c", [new("from-registry", ["desk/1"])])], "registry 1");
        Assert.Equal("from-registry", Assert.Single(Assert.Single(plan.Current([Desk("c", 1)]).Communities).Zones).Id);
        Assert.Equal(["c", "d"], plan.Current([Desk("d", 1)]).Communities.Select(community => community.Id));

        registered = registered with { Version = "registry 2" };
        Assert.NotEqual(plan.Current([]).Version, plan.Current([Desk("d", 1)]).Version);
    }

    [Fact]
    public void A_file_that_is_missing_is_logged_once_and_shown_as_trouble_after_half_a_minute()
    {
        var (time, log) = (new FakeTimeProvider(), new RecordingLogger<DrawnPlan>());
        var plan = new DrawnPlan([CommunityPath], time, log);

        Assert.Empty(plan.Troubles);
        time.Advance(TimeSpan.FromSeconds(29));
        Assert.Empty(plan.Troubles);
        time.Advance(TimeSpan.FromSeconds(1));
        var trouble = Assert.Single(plan.Troubles);
        Assert.Contains($"{CommunityPath} does not exist: the page arranges", trouble.What, StringComparison.Ordinal);
        Assert.Contains("correct --community", trouble.Fix, StringComparison.Ordinal);
        Assert.Contains("does not exist", Assert.Single(log.Messages), StringComparison.Ordinal);

        File.WriteAllBytes(CommunityPath, CommunityFile.Write(ArrangedPlan.Of("from-file", [new("A", ["desk/1"])])));
        Assert.Empty(plan.Troubles);
        File.Delete(CommunityPath);
        Assert.Empty(plan.Troubles);
        time.Advance(TimeSpan.FromSeconds(30));
        Assert.Contains("the plan stays as it was", Assert.Single(plan.Troubles).What, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_cannot_be_used_is_shown_as_trouble_until_it_is_corrected()
    {
        var plan = PlanOf(CommunityPath);
        File.WriteAllText(CommunityPath, "{ torn");
        var trouble = Assert.Single(plan.Troubles);
        Assert.Contains($"{CommunityPath} cannot be used", trouble.What, StringComparison.Ordinal);
        Assert.Contains("not JSON", trouble.Why, StringComparison.Ordinal);

        // A generated file may repeat one fault in every row: the first is said, and how many more there are.
        File.WriteAllText(CommunityPath, $$"""{ "id": "c", "floors": [{{string.Join(", ", Enumerable.Repeat("7", 3_000))}}] }""");
        File.SetLastWriteTimeUtc(CommunityPath, File.GetLastWriteTimeUtc(CommunityPath).AddSeconds(3));
        Assert.EndsWith("more)", Assert.Single(plan.Troubles).Why, StringComparison.Ordinal);
        Assert.InRange(plan.Troubles[0].Why.Length, 1, 500);

        File.WriteAllBytes(CommunityPath, CommunityFile.Write(ArrangedPlan.Of("from-file", [new("A", ["desk/1"])])));
        File.SetLastWriteTimeUtc(CommunityPath, File.GetLastWriteTimeUtc(CommunityPath).AddSeconds(5));
        Assert.Empty(plan.Troubles);
    }

    public static TheoryData<string, byte[]> NotUtf8 => new()
    {
        { "GBK", [.. "{ \"id\": \"c\", \"name\": \""u8, 0xB9, 0xA4, .. "\", \"floors\": [] }"u8] },
        { "Latin-1", [.. "{ \"id\": \"caf"u8, 0xE9, .. "\", \"floors\": [] }"u8] },
        { "half a surrogate pair", [.. "{ \"id\": \"c\", \"name\": \"\\ud800\", \"floors\": [] }"u8] },
        { "half a surrogate pair in a key", [.. "{ \"id\": \"c\", \"\\udc00\": 1, \"floors\": [] }"u8] },
        { "half a surrogate pair as bytes", [.. "{ \"id\": \"c\", \"name\": \""u8, 0xED, 0xA0, 0x80, .. "\", \"floors\": [] }"u8] },
        { "UTF-16", [0xFF, 0xFE, .. System.Text.Encoding.Unicode.GetBytes("{ \"id\": \"c\", \"floors\": [] }")] },
    };

    [Theory]
    [MemberData(nameof(NotUtf8))]
    public void A_file_that_is_not_UTF_8_is_logged_once_and_the_plan_stays(string what, byte[] bytes)
    {
        var log = new RecordingLogger<DrawnPlan>();
        var plan = new DrawnPlan([CommunityPath], TimeProvider.System, log);
        File.WriteAllBytes(CommunityPath, CommunityFile.Write(ArrangedPlan.Of("from-file", [new("A", ["desk/1"])])));
        var drawn = plan.Current([]);
        File.WriteAllBytes(CommunityPath, bytes);
        File.SetLastWriteTimeUtc(CommunityPath, File.GetLastWriteTimeUtc(CommunityPath).AddSeconds(5));
        Assert.Same(drawn, plan.Current([]));
        Assert.Same(drawn, plan.Current([]));
        Assert.Contains("the plan stays as it was", Assert.Single(log.Messages), StringComparison.Ordinal);
        Assert.NotEmpty(what);
    }

    [Fact]
    public void Communities_with_equal_zones_are_drawn_one_by_one_and_the_file_draws_only_its_own()
    {
        var plan = PlanOf(CommunityPath);
        var arranged = plan.Current([Desk("b", 1), Desk("a", 1), Desk("a", 2)]);
        Assert.Equal(["a: desk/1 desk/2", "b: desk/1"], arranged.Communities.Select(Describe));

        File.WriteAllBytes(CommunityPath, CommunityFile.Write(ArrangedPlan.Of("b", [new("A", ["desk/7"])])));
        Assert.Equal(["b: desk/7", "a: desk/1"], plan.Current([Desk("b", 1), Desk("a", 1)]).Communities.Select(Describe));
        Assert.Equal(2, plan.Current([Desk("b", 1), Desk("a", 1)]).Find(null, "all").Count);
        Assert.Equal("a", Assert.Single(plan.Current([Desk("b", 1), Desk("a", 1)]).Find("a", "all")).Community.Id);
    }

    [Fact]
    public void Several_files_draw_a_community_each_and_of_two_with_one_id_the_first()
    {
        var (other, twin) = (_directory.File("other.json"), _directory.File("twin.json"));
        File.WriteAllBytes(CommunityPath, CommunityFile.Write(ArrangedPlan.Of("b", [new("A", ["desk/7"])])));
        File.WriteAllBytes(other, CommunityFile.Write(ArrangedPlan.Of("a", [new("A", ["desk/8"])])));
        File.WriteAllBytes(twin, CommunityFile.Write(ArrangedPlan.Of("b", [new("A", ["desk/9"])])));

        Assert.Equal(
            ["b: desk/7", "a: desk/8", "c: desk/1"],
            PlanOf(CommunityPath, other, twin).Current([Desk("a", 1), Desk("b", 1), Desk("c", 1)]).Communities.Select(Describe));
    }

    private static PointKey Desk(string community, int number) => new(community, "A", $"desk/{number}");

    private static string Describe(Community community) => $"{community.Id}: {string.Join(' ', community.Zones.Single().Desks.Select(desk => desk.Id))}";

    private static DrawnPlan PlanOf(params string[] files) => new(files, TimeProvider.System, NullLogger<DrawnPlan>.Instance);
}
