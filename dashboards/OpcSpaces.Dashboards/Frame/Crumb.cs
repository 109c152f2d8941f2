namespace OpcSpaces.Dashboards.Frame;

/// <summary>A page above the present one.</summary>
/// <param name="Text">What it is called.</param>
/// <param name="Address">Its address, relative to the host.</param>
public sealed record Crumb(string Text, string Address);
