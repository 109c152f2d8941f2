using OpcSpaces.FirmwareSim.Building.Description;
using OpcSpaces.FirmwareSim.Commands;

namespace OpcSpaces.FirmwareSim.Tests.Commands;

public class BuildingDescriptionTests
{
    [Fact]
    public void The_kinds_of_places_are_described_and_their_people_are_counted()
    {
        var lines = Describe("nanshan-walkways");

        Assert.Contains("Kinds of places", lines);
        Assert.Contains(lines, line => line.StartsWith("  unused, busy walkway: ", StringComparison.Ordinal) && line.EndsWith(" places, with passers", StringComparison.Ordinal));
        // A fifth of the desks are unused by their kind, a fiftieth is used by visitors only, and four in a hundred of the other people never come.
        var people = lines.Single(line => line.Contains("never come", StringComparison.Ordinal));
        Assert.InRange(int.Parse(people.Split("of whom ")[1].Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture), 220, 320);
    }

    [Fact]
    public void The_tenants_are_counted_with_vacant_desks_and_absences() =>
        Assert.Matches("^  [0-9]{3} tenants: [0-9]+ with an office of their own, [0-9]+ whose places nobody uses; [0-9]+ vacant desks; each month, 8 % of the tenants announce an absence\\r?$", Describe("nanshan-tenants").Single(line => line.Contains(" tenants: ", StringComparison.Ordinal)));

    [Fact]
    public void A_building_without_kinds_says_nothing_of_them() => Assert.DoesNotContain("Kinds of places", Describe("office"));

    private static string[] Describe(string building)
    {
        using var text = new StringWriter();
        BuildingDescription.Write(CommunityDescription.Read(Path.Combine(AppContext.BaseDirectory, "communities", building + ".jsonc")), text);
        return text.ToString().Split('\n');
    }
}
