using OpcSpaces.Model.Presence;
using OpcSpaces.Model.Usage.Metrics;

namespace OpcSpaces.Answers.Usage;

/// <summary>What every answer about usage begins with.</summary>
/// <param name="From">The first date.</param>
/// <param name="To">The last date.</param>
/// <param name="TimeZone">In which the dates are.</param>
/// <param name="AsOf">The figures have what was known at this time.</param>
/// <param name="LeastCoverage">Figures with less are insufficient data.</param>
/// <param name="Notes">Sentences about the data, such as what was left out.</param>
public sealed record UsageFrame(DateOnly From, DateOnly To, string TimeZone, DateTimeOffset AsOf, double LeastCoverage, IReadOnlyList<string> Notes);

/// <summary>How desks, or rooms, were used together.</summary>
/// <param name="Places">How many there are.</param>
/// <param name="Use">Frequency, occupancy, utilisation, mean and peak.</param>
/// <param name="PeakStart">When the fullest hour began.</param>
/// <param name="MedianStay">The median of the stays, in minutes.</param>
/// <param name="LongStay">Nine of ten stays are shorter, in minutes.</param>
public sealed record GroupUse(int Places, UseFigures Use, DateTimeOffset? PeakStart, Figure MedianStay, Figure LongStay);

/// <summary>The figures of <see cref="ZoneUse"/>.</summary>
public sealed record UseFigures(Figure Frequency, Figure? Occupancy, Figure? Utilisation, Figure PlaceUse, Figure SeatHours, Figure Mean, Figure Peak);

/// <summary>What was leased, and how many came.</summary>
/// <param name="LeasedSeats">入驻率 by desks.</param>
/// <param name="LeasedArea">入驻率 by usable area.</param>
/// <param name="Attendance">到岗率: leased desks that were used on a workday.</param>
public sealed record LeaseFigures(Figure LeasedSeats, Figure LeasedArea, Figure Attendance);

/// <summary>Electricity.</summary>
public sealed record EnergyFigures(Figure Total, Figure PerSquareMetre, Figure PerSeatHour, Figure BaseLoad, Figure AfterHours);

/// <summary>Cards at one door.</summary>
/// <param name="Zone">Its zone.</param>
/// <param name="Door">Its id.</param>
/// <param name="Total">Entries in all.</param>
/// <param name="PerWorkday">Entries on a workday.</param>
/// <param name="BusiestHour">The hour of the day with the most; null where nobody came.</param>
public sealed record DoorAnswer(string Zone, string Door, Figure Total, Figure PerWorkday, int? BusiestHour);

/// <summary>A zone, or all of a community.</summary>
/// <param name="Frame">The dates.</param>
/// <param name="Zone">The zone; null for the community.</param>
/// <param name="Desks">Null where there are none.</param>
/// <param name="Rooms">Null where there are none.</param>
/// <param name="Leases">Leases of the desks.</param>
/// <param name="Energy">Electricity.</param>
/// <param name="Doors">Doors with card readers.</param>
public sealed record ZoneAnswer(UsageFrame Frame, string? Zone, GroupUse? Desks, GroupUse? Rooms, LeaseFigures Leases, EnergyFigures Energy, IReadOnlyList<DoorAnswer> Doors);

/// <summary>The zones of a community beside each other.</summary>
public sealed record ZonesAnswer(UsageFrame Frame, IReadOnlyList<ZoneLine> Zones);

/// <summary>One zone in a list.</summary>
/// <param name="Zone">Its id.</param>
/// <param name="Places">How many desks and rooms it has.</param>
/// <param name="PlaceUse">工位利用率.</param>
/// <param name="SeatHours">工位时.</param>
/// <param name="Energy">Electricity.</param>
public sealed record ZoneLine(string Zone, int Places, Figure PlaceUse, Figure SeatHours, Figure Energy);

/// <summary>Hour × weekday.</summary>
/// <param name="Frame">The dates.</param>
/// <param name="Zone">The zone; null for the community.</param>
/// <param name="Rows">Seven rows from Monday on.</param>
public sealed record HeatMapAnswer(UsageFrame Frame, string? Zone, IReadOnlyList<HeatMapRow> Rows);

/// <summary>A weekday of a heat map.</summary>
/// <param name="Weekday">The weekday.</param>
/// <param name="Hours">24 figures, from the hour that begins at 00:00 on.</param>
public sealed record HeatMapRow(DayOfWeek Weekday, IReadOnlyList<Figure> Hours);

/// <summary>Desks and rooms by their use, the most used first.</summary>
public sealed record RankingAnswer(UsageFrame Frame, IReadOnlyList<RankedLine> Places);

/// <summary>A place in a ranking.</summary>
/// <param name="Zone">Its zone.</param>
/// <param name="Place">Its id.</param>
/// <param name="Tenant">Who leases it on the last date; null for nobody.</param>
/// <param name="Use">工位利用率.</param>
public sealed record RankedLine(string Zone, string Place, string? Tenant, Figure Use);

/// <summary>Desks that nobody uses.</summary>
/// <param name="Frame">The dates.</param>
/// <param name="NeverUsed">Desks that were never used since they are observed.</param>
/// <param name="Ghosts">Leased desks that were not used for many workdays in a row.</param>
/// <param name="PerhapsGhosts">Leased desks of which too little is known to say it.</param>
public sealed record IdleAnswer(UsageFrame Frame, IReadOnlyList<IdleLine> NeverUsed, IReadOnlyList<IdleLine> Ghosts, IReadOnlyList<IdleLine> PerhapsGhosts);

/// <summary>One desk of these.</summary>
public sealed record IdleLine(string Zone, string Desk, string? Tenant, IdleFinding Finding);

/// <summary>One desk or room.</summary>
/// <param name="Frame">The dates.</param>
/// <param name="Zone">Its zone.</param>
/// <param name="Place">Its id.</param>
/// <param name="Tenant">Who leases it on the last date.</param>
/// <param name="SensorSince">Since when its present sensor is there.</param>
/// <param name="Use">工位利用率.</param>
/// <param name="SeatHours">工位时.</param>
/// <param name="MedianStay">In minutes.</param>
/// <param name="NeverUsed">Whether it was ever used; null for a room.</param>
/// <param name="Ghost">Whether it is a ghost desk; null where it is not leased, and for a room.</param>
/// <param name="Dates">Date by date.</param>
public sealed record PlaceAnswer(
    UsageFrame Frame, string Zone, string Place, string? Tenant, DateTimeOffset? SensorSince, Figure Use, Figure SeatHours, Figure MedianStay, IdleFinding? NeverUsed, IdleFinding? Ghost, IReadOnlyList<PlaceDate> Dates);

/// <summary>A place on one date.</summary>
/// <param name="Date">The date.</param>
/// <param name="Use">Whether it was used.</param>
/// <param name="SeatHours">For how long.</param>
/// <param name="IsWorkday">Whether the date is a workday of the community.</param>
/// <param name="IsAvailable">Whether it could be used: in use, in service, and its tenant had announced no absence.</param>
public sealed record PlaceDate(DateOnly Date, DeskDayUse Use, Figure SeatHours, bool IsWorkday, bool IsAvailable);

/// <summary>What a tenant leases, and how it was used.</summary>
public sealed record TenantAnswer(UsageFrame Frame, string Tenant, Figure Attendance, Figure Use, Figure SeatHours, IReadOnlyList<TenantLine> Places);

/// <summary>A leased place.</summary>
public sealed record TenantLine(string Zone, string Place, Figure Use, IdleFinding? Ghost);
