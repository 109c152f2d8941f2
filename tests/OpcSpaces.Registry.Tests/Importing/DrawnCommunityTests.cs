using OpcSpaces.Model.Registry;
using OpcSpaces.Model.Registry.Facts;
using OpcSpaces.Model.Registry.Rules;
using OpcSpaces.Model.Spaces;
using OpcSpaces.Registry.Importing;
using Desk = OpcSpaces.Model.Spaces.Desk;
using Fixture = OpcSpaces.Model.Spaces.Fixture;
using Floor = OpcSpaces.Model.Spaces.Floor;
using Room = OpcSpaces.Model.Spaces.Room;
using Zone = OpcSpaces.Model.Spaces.Zone;

namespace OpcSpaces.Registry.Tests.Importing;

public sealed class DrawnCommunityTests
{
    [Fact]
    public void A_community_file_becomes_rows_and_the_rows_draw_the_same_plan()
    {
        var drawn = new Community("hub", "社区",
        [
            new Floor("f1", "1 楼", 30, 20,
                [
                    new Zone("open", "工位", ZoneKind.OpenArea, new Rectangle(0, 0, 12, 8), [new Desk("desk/1", 2, 2.5, 90), new Desk("desk/10", 8, 2.5, 0)], [new Meter("meter/1", "插座")])
                    {
                        Doors = [new Door("door/1", "大门")], Environment = [new EnvironmentSensor("env/1", "env/1")],
                    },
                    new Zone("room", "会议室", ZoneKind.MeetingRoom, new Rectangle(12, 0, 6, 8), [], []) { Rooms = [new Room("room/1", "会议室 1", 8)] },
                ],
                [new Fixture(FixtureKind.Core, "电梯", new Rectangle(20, 0, 5, 5))]),
        ]);

        var rows = new RegistryRows(DrawnCommunityRows.Of(drawn, new District("nanshan", "南山区"), "Asia/Shanghai", DateTimeOffset.UnixEpoch));

        Assert.Empty(RegistryRules.Check(rows).Kept);
        Assert.Equivalent(drawn, DrawnCommunityRows.Plan(rows, "hub"), strict: true);
        Assert.Null(DrawnCommunityRows.Plan(rows, "other"));
    }
}
