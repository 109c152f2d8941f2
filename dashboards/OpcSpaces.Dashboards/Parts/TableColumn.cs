using Microsoft.AspNetCore.Components;

namespace OpcSpaces.Dashboards.Parts;

/// <summary>A column of a <see cref="SortableTable{T}"/>.</summary>
/// <param name="Key">Its name in addresses.</param>
/// <param name="Title">Its head.</param>
/// <param name="Cell">What a row shows in it.</param>
/// <param name="Sort">What it is sorted by; null where it cannot be. Rows without a value come last, in both directions.</param>
/// <param name="IsNumber">Whether its cells are numbers.</param>
public sealed record TableColumn<T>(string Key, string Title, RenderFragment<T> Cell, Func<T, IComparable?>? Sort = null, bool IsNumber = false);
