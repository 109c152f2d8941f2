using Microsoft.AspNetCore.Mvc;
using OpcSpaces.Answers.Problems;

namespace OpcSpaces.Api.Csv;

/// <summary>Whether a list is wanted as CSV (RFC 4180), and how.</summary>
/// <param name="Format"><c>json</c>, which is usual, or <c>csv</c>.</param>
/// <param name="Delimiter">Between cells: <c>comma</c>, which is usual, <c>semicolon</c> or <c>tab</c>.</param>
/// <param name="Bom">Whether a byte order mark comes first, which spreadsheets need to recognise UTF-8; usual is true.</param>
internal readonly record struct CsvRequest([FromQuery(Name = "format")] string? Format, [FromQuery(Name = "delimiter")] string? Delimiter, [FromQuery(Name = "bom")] bool? Bom)
{
    public bool IsWanted => Format == "csv";

    public char Separator => Delimiter switch { "semicolon" => ';', "tab" => '\t', _ => ',' };

    public bool HasByteOrderMark => Bom ?? true;

    public void Check(ICollection<Fault> faults)
    {
        if (Format is not (null or "json" or "csv")) faults.Add(new Fault("format", Format, "write json or csv"));
        if (Delimiter is not (null or "comma" or "semicolon" or "tab")) faults.Add(new Fault("delimiter", Delimiter, "write comma, semicolon or tab"));
    }
}
