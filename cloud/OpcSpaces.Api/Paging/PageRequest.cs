using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using OpcSpaces.Answers.Paging;
using OpcSpaces.Answers.Problems;
using OpcSpaces.Api.Problems;

namespace OpcSpaces.Api.Paging;

/// <summary>Which part of a list is asked for.</summary>
/// <param name="Cursor">The value of <c>next</c> from the page before; none for the beginning.</param>
/// <param name="Limit">How many items, 1 to 1,000; 100 where it is not given.</param>
public readonly record struct PageRequest([FromQuery(Name = "cursor")] string? Cursor, [FromQuery(Name = "limit")] int? Limit)
{
    /// <summary>The part of a list, or what is wrong with the request.</summary>
    /// <param name="items">All items, in any order.</param>
    /// <param name="keyOf">The key, ordinal; every item has another one.</param>
    public IResult Of<T>(IEnumerable<T> items, Func<T, string> keyOf) =>
        TryCut(items.OrderBy(keyOf, StringComparer.Ordinal), keyOf, out var page) is { Count: > 0 } faults ? Problem.Wrong(faults) : TypedResults.Ok(page!);

    /// <summary>Takes the part out of a list that is in the order of its keys.</summary>
    /// <param name="items">All items.</param>
    /// <param name="keyOf">The key, ordinal.</param>
    /// <param name="page">The part; null when the request has faults.</param>
    public IReadOnlyList<Fault> TryCut<T>(IEnumerable<T> items, Func<T, string> keyOf, out Page<T>? page)
    {
        page = null;
        var faults = new List<Fault>();
        var limit = LimitOr(faults);
        if (!Paging.Cursor.TryRead(Cursor, out var after, out var fault)) faults.Add(fault);
        if (faults.Count > 0) return faults;
        var part = items.Where(item => after is null || string.CompareOrdinal(keyOf(item), after) > 0).Take(limit + 1).ToList();
        var isMore = part.Count > limit;
        if (isMore) part.RemoveAt(limit);
        page = new Page<T>(part, isMore ? Paging.Cursor.After(keyOf(part[^1])) : null);
        return faults;
    }

    /// <summary>The position where the page before ended, of a list whose keys are numbers; null for the beginning. Adds a fault when the cursor is none.</summary>
    public long? PositionOr(ICollection<Fault> faults)
    {
        if (!Paging.Cursor.TryRead(Cursor, out var text, out var fault)) faults.Add(fault);
        if (text is null) return null;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var position)) return position;
        faults.Add(Paging.Cursor.Wrong(Cursor));
        return null;
    }

    /// <summary>A page of a list whose keys are numbers.</summary>
    /// <param name="found">The items, one more than asked for where there is one.</param>
    /// <param name="limit">How many were asked for.</param>
    /// <param name="numberOf">The key of an item.</param>
    public static Page<T> PageOf<T>(IReadOnlyList<T> found, int limit, Func<T, long> numberOf)
    {
        var part = found.Take(limit).ToList();
        return new Page<T>(part, found.Count > limit ? Paging.Cursor.After(numberOf(part[^1]).ToString(CultureInfo.InvariantCulture)) : null);
    }

    /// <summary>How many items are asked for; adds a fault when it is out of its range.</summary>
    public int LimitOr(ICollection<Fault> faults)
    {
        var limit = Limit ?? Page<object>.UsualLimit;
        if (limit is < 1 or > Page<object>.MostLimit) faults.Add(new Fault("limit", $"{limit}", $"give a whole number from 1 to {Page<object>.MostLimit}"));
        return limit;
    }
}
