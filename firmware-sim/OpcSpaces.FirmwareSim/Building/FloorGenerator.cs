using OpcSpaces.Model.Spaces;
using OpcSpaces.Points;

namespace OpcSpaces.FirmwareSim.Building;

/// <summary>Generates one floor: its zones and the number of desks in each.</summary>
internal sealed class FloorGenerator(int number, int desks, BuildingOptions options, SeededRandom random)
{
    private const double SquareMetresPerSeat = 2.5;
    private static readonly int[] OfficeSizes = [4, 6, 6, 8, 4, 6, 8, 6];
    private static readonly string[] Numerals = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];

    private static readonly string[] PublicNames =
    [
        "前台与休闲区 · Reception and lounge", "路演厅 · Roadshow hall", "茶水与洽谈区 · Pantry and talks", "企业服务区 · Business services",
    ];

    private readonly FloorShape _shape = new(desks);
    private readonly List<Zone> _zones = [];

    private double Scale => desks / (double)FloorShape.DesksOfFullFloor;

    public Floor Generate()
    {
        var inOffices = AddOffices();
        AddOpenAreas(desks - inOffices);
        AddRooms("M", "会议室 {0} · Meeting room {0}", ZoneKind.MeetingRoom, _shape.MeetingRooms.Take(Math.Max(Math.Min(1, options.MeetingRoomsPerFloor), (int)Math.Round(options.MeetingRoomsPerFloor * Scale))));
        AddRooms("S", PublicNames[(number - 1) % PublicNames.Length], ZoneKind.PublicService, [_shape.PublicSpace]);
        var name = number <= Numerals.Length ? $"{Numerals[number - 1]}层 · Floor {number}" : $"{number} 层 · Floor {number}";
        return new Floor($"{number}F", name, _shape.Width, _shape.Height, _zones, [.. _shape.Fixtures]);
    }

    private int AddOffices()
    {
        var (upper, lower) = ((int)Math.Round(8 * Scale), (int)Math.Round(3 * Scale));
        var offices = upper + 2 * lower;
        if (offices == 0 || options.OfficeShare == 0)
            return 0;
        var inOffices = (int)Math.Round(desks * options.OfficeShare);
        var start = random.Below(OfficeSizes.Length);
        var sizes = Apportion.ByWeights(inOffices, [.. Enumerable.Range(start, offices).Select(i => (double)OfficeSizes[i % OfficeSizes.Length])]);
        return AddOfficeStrip(_shape.UpperOffices, sizes[..upper])
            + AddOfficeStrip(_shape.LowerLeftOffices, sizes[upper..(upper + lower)])
            + AddOfficeStrip(_shape.LowerRightOffices, sizes[(upper + lower)..]);
    }

    /// <summary>Returns the number of desks that it has placed; an office takes its share only as far as there is room.</summary>
    private int AddOfficeStrip(Rectangle strip, int[] shares)
    {
        var placed = 0;
        foreach (var (box, share) in FloorShape.Cut(strip, shares).Zip(shares))
        {
            var size = Math.Min(share, BenchLayout.Capacity(FloorShape.Rounded(box)));
            Add("P", "独立办公室 {0} · Office {0}", ZoneKind.PrivateOffice, box, size);
            placed += size;
        }
        return placed;
    }

    private void AddOpenAreas(int inOpenAreas)
    {
        var perWing = Math.Clamp((int)Math.Round(3 * Scale), 1, 3);
        var boxes = _shape.OpenAreas(right: false, perWing).Concat(_shape.OpenAreas(right: true, perWing)).ToList();
        foreach (var (box, size) in boxes.Zip(Apportion.Evenly(inOpenAreas, boxes.Count)))
        {
            if (size > 0)
                Add("A", "共享工位区 {0} · Open desks {0}", ZoneKind.OpenArea, box, size);
        }
    }

    private void AddRooms(string letter, string name, ZoneKind kind, IEnumerable<Rectangle> boxes)
    {
        foreach (var box in boxes)
            Add(letter, name, kind, box, 0);
    }

    private void Add(string letter, string name, ZoneKind kind, Rectangle box, int size)
    {
        var index = _zones.Count(zone => zone.Kind == kind) + 1;
        var rounded = FloorShape.Rounded(box);
        var title = name.Replace("{0}", $"{letter}{index}", StringComparison.Ordinal);
        _zones.Add(new Zone($"{number}F-{letter}{index:00}", title, kind, rounded, BenchLayout.Place(rounded, size), []) { Rooms = Rooms(kind, title, rounded) });
    }

    private static IReadOnlyList<Room> Rooms(ZoneKind kind, string title, Rectangle box) => kind is ZoneKind.MeetingRoom or ZoneKind.PublicService
        ? [new Room(PointId.Of(PointKind.Room, 1), title, Math.Max(2, (int)(box.AreaSquareMetres / SquareMetresPerSeat)))]
        : [];
}
