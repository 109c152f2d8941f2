namespace OpcSpaces.EndToEnd.Tests.Faults.Influx;

/// <summary>What a <see cref="FaultyFront"/> does with requests.</summary>
internal enum FrontMode
{
    /// <summary>Hands them on.</summary>
    Pass,

    /// <summary>Answers 500.</summary>
    ServerError,

    /// <summary>Answers 429 and asks for a second of patience.</summary>
    TooMany,

    /// <summary>Answers 401, as when the token is not known.</summary>
    Unauthorized,

    /// <summary>Answers nothing while this lasts, and closes the connection then.</summary>
    Silence,

    /// <summary>Answers 400 to writes that hold a reading of the refused point, and hands everything else on.</summary>
    RefusePoint,
}
