using OpcSpaces.Model.Places;
using OpcSpaces.Model.Presence;

namespace OpcSpaces.Dashboards.Live;

/// <summary>One desk as it is shown.</summary>
/// <param name="Key">Community, zone and desk; in JSON as text, such as <c>nanshan-hub/3F-A02/desk/17</c>.</param>
/// <param name="State">What is known of it now.</param>
/// <param name="Since">Event time (the gateway's) since which the state holds; null where unknown.</param>
/// <param name="RecentUntil">For <see cref="DeskState.RecentlyUsed"/>: server time at which it becomes free.</param>
/// <param name="Why">For <see cref="DeskState.Unknown"/>: what is missing, in English words.</param>
/// <param name="Reason">The same for whoever writes it in another language.</param>
public sealed record LiveDesk(PointKey Key, DeskState State, DateTimeOffset? Since, DateTimeOffset? RecentUntil, string? Why, LiveReason? Reason = null);
