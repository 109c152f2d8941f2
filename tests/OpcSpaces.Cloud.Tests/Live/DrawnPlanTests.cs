using Microsoft.Extensions.Logging.Abstractions;
using OpcSpaces.Cloud.Live;
using OpcSpaces.Model.Spaces;
using OpcSpaces.Settings;
using OpcSpaces.Testing;

namespace OpcSpaces.Cloud.Tests.Live;

public sealed class DrawnPlanTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new("plan");

    private string CommunityPath => _directory.File("community.json");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Without_a_file_the_desks_that_gateways_told_of_are_arranged()
    {
        var plan = PlanOf(file: null);
        var one = plan.Current(() => ["A/desk/1"]);
        var same = plan.Current(() => ["A/desk/1"]);
        var more = plan.Current(() => ["A/desk/1", "A/desk/2"]);

        Assert.Equal("desk/1", Assert.Single(Assert.Single(one.Community.Zones).Desks).Id);
        Assert.Same(one, same);
        Assert.NotEqual(one.Version, more.Version);
    }

    [Fact]
    public void A_file_that_appears_later_is_drawn_and_one_that_breaks_changes_nothing()
    {
        var plan = PlanOf(CommunityPath);
        Assert.Empty(plan.Current(() => []).Community.Floors);

        File.WriteAllBytes(CommunityPath, CommunityFile.Write(ArrangedPlan.Of("from-file", [new("A", ["desk/1"])])));
        var drawn = plan.Current(() => []);
        Assert.Equal("from-file", drawn.Community.Id);

        File.WriteAllText(CommunityPath, "{ torn");
        File.SetLastWriteTimeUtc(CommunityPath, File.GetLastWriteTimeUtc(CommunityPath).AddSeconds(5));
        Assert.Same(drawn, plan.Current(() => []));
        Assert.Throws<SettingsException>(plan.Check);
    }

    private static DrawnPlan PlanOf(string? file) => new(file, NullLogger<DrawnPlan>.Instance);
}
