using Microsoft.AspNetCore.Http;
using OpcSpaces.Api.Rights;
using OpcSpaces.Model.Access;
using OpcSpaces.Registry.Reading;

namespace OpcSpaces.Api.Tests;

/// <summary>Callers whose grants stand in a header: what a route answers to whom is tested here, and who is who elsewhere.</summary>
internal sealed class TestCallers : ICallers
{
    public const string Header = "Test-Grants";
    public const string IdHeader = "Test-Id";

    public bool IsStrange(HttpContext context) => false;

    public ValueTask<Caller> FindAsync(HttpContext context)
    {
        if (context.Request.Headers[Header].ToString() is not { Length: > 0 } text) return ValueTask.FromResult(Caller.Nobody);
        var grants = text.Split(';').Where(one => one != "none").Select(one => Grant.TryParse(one, out var grant, out var fix) ? grant : throw new FormatException(fix));
        return ValueTask.FromResult(new Caller(context.Request.Headers[IdHeader] is [{ } id] ? id : "u-1", "eva", [.. grants]));
    }
}

/// <summary>What rights depend on, from the registry.</summary>
internal sealed class TestCommunities(RegistryBook book) : ICommunities
{
    public string? DistrictOf(string community) => book.Read(community).Community?.District;

    public bool GivesDesks(string community) => book.Read(community).Community is not { DeskFigures: false };
}
