using OpcSpaces.FirmwareSim.Building;
using OpcSpaces.FirmwareSim.Building.Description;

namespace OpcSpaces.FirmwareSim.Tests.Building.Kinds;

public class PlaceKindsTests
{
    private const string Description = """
        {
          "id": "c", "seed": 4,
          "layout": { "desks": 1000, "gateways": 10 },
          "kinds": [
            { "name": "walkway", "deskShare": 0.2, "disturbances": [{ "what": "passers" }] },
            { "name": "unused", "deskShare": 0.1, "people": { "attendance": 0 } },
            { "name": "lounge", "places": [{ "zone": "1F-S01", "point": "room/1" }, { "zone": "1F-A01", "point": "desk/1" }], "disturbances": [{ "what": "pets" }] }
          ]
        }
        """;

    private static readonly BuildingPlan Plan = CommunityDescription.Parse(Description);

    [Fact]
    public void Shares_of_the_desks_have_a_kind_and_named_places_have_theirs()
    {
        var kinds = Plan.Kinds.Places.ToLookup(place => place.Kind.Name);

        Assert.InRange(kinds["walkway"].Count(), 160, 240);
        Assert.InRange(kinds["unused"].Count(), 70, 130);
        Assert.Equal([("1F-A01", "desk/1"), ("1F-S01", "room/1")], kinds["lounge"].Select(place => (place.Zone, place.Point)));
        Assert.Equal("lounge", Plan.Kinds["1F-A01", "desk/1"]!.Name);
        Assert.Null(Plan.Kinds["1F-A01", "room/7"]);
    }

    [Fact]
    public void Which_desks_these_are_depends_on_the_seed_and_not_on_the_gateways()
    {
        var places = Plan.Kinds.Places.Select(place => (place.Zone, place.Point, place.Kind.Name)).ToList();

        Assert.Equal(places, Places(Description.Replace("\"gateways\": 10", "\"gateways\": 30", StringComparison.Ordinal)));
        Assert.NotEqual(places, Places(Description.Replace("\"seed\": 4", "\"seed\": 5", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_building_without_kinds_has_no_special_places() =>
        Assert.Equal(0, CommunityDescription.Parse("""{ "id": "c", "layout": { "desks": 10, "gateways": 1 } }""").Kinds.Count);

    private static List<(string, string, string)> Places(string json) => [.. CommunityDescription.Parse(json).Kinds.Places.Select(place => (place.Zone, place.Point, place.Kind.Name))];
}
