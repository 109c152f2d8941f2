namespace OpcSpaces.Access.Displays;

/// <summary>A screen that shows the plan of one floor and nothing else.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">What people call it, such as <c>foyer</c>.</param>
/// <param name="Community">The community.</param>
/// <param name="Floor">The floor.</param>
/// <param name="MadeBy">Who made it.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="SeenAt">When it last asked, at most a minute old; null for never.</param>
/// <param name="RevokedAt">Set when it was revoked.</param>
public sealed record DisplayInfo(string Id, string Name, string Community, string Floor, string MadeBy, DateTimeOffset CreatedAt, DateTimeOffset? SeenAt, DateTimeOffset? RevokedAt);

/// <summary>A display that was just made.</summary>
/// <param name="Info">What is known of it later, too.</param>
/// <param name="Secret">The secret of its link. It is nowhere else.</param>
public sealed record NewDisplay(DisplayInfo Info, string Secret);
