namespace OpcSpaces.Notices.Messages;

/// <summary>How urgent a notice is.</summary>
public enum NoticeUrgency
{
    /// <summary>Good to know, such as a monthly report.</summary>
    Info,

    /// <summary>Somebody should look at it on the same day.</summary>
    Warning,

    /// <summary>Somebody should look at it now: it goes through quiet hours.</summary>
    Urgent,
}

/// <summary>The languages of notices.</summary>
public enum NoticeLanguage
{
    English,
    Chinese,
}
