namespace OpcSpaces.Dashboards.Privacy;

/// <summary>What the pages about privacy show.</summary>
public interface IPrivacyDesk
{
    /// <summary>What the notice of a community says; null when there is no such community. It shows nothing that was measured.</summary>
    PrivacyNotice? Notice(string community);

    /// <summary>The desks of a floor that get a label, in the order of zones and numbers; none where there is no such floor.</summary>
    IReadOnlyList<LabelledDesk> Desks(string community, string floor);
}

/// <summary>What a notice says.</summary>
/// <param name="Name">The community's name.</param>
/// <param name="Operator">Who operates it and is responsible; null where nobody has entered it.</param>
/// <param name="Address">The postal address; null where nobody has entered it.</param>
/// <param name="Contact">Whom to ask about personal information; null where nobody has entered it.</param>
/// <param name="Url">The address of the notice.</param>
/// <param name="RawDays">How many days readings are kept as they came.</param>
/// <param name="RawHeldDays">How many days longer at most, while something that is made of them is not finished.</param>
/// <param name="PersonalDays">How many days readings of desks, rooms and doors are kept as series.</param>
/// <param name="SeriesDays">How many days readings of meters and of the air are kept as series.</param>
/// <param name="UsageYears">How many whole years the sums by hour are kept.</param>
/// <param name="LeastPeople">No figure for others than the operator is about fewer people.</param>
/// <param name="GivesDesks">Whether anybody gets figures of single desks.</param>
public sealed record PrivacyNotice(string Name, string? Operator, string? Address, string? Contact, string Url, int RawDays, int RawHeldDays, int PersonalDays, int SeriesDays, int UsageYears, int LeastPeople, bool GivesDesks);

/// <summary>A desk that gets a label.</summary>
/// <param name="Zone">The name of its zone.</param>
/// <param name="Label">What people call it.</param>
public sealed record LabelledDesk(string Zone, string Label);
