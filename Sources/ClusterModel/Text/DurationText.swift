/// Durations as manifests and the command line write them: `90s`, `5m`, `1h30m`. Hours, minutes and seconds in this
/// order, each at most once, without leading zeros; `0s` is none.
package enum DurationText {
    /// A year. Keeps arithmetic far from overflowing; no wait of hcctl is longer.
    package static let longest: Int64 = 366 * 86_400

    /// A regular expression of every duration, as ECMA, Python and RE2 read it.
    package static let pattern =
        "^(0s|([1-9][0-9]*h)([1-9][0-9]*m)?([1-9][0-9]*s)?|([1-9][0-9]*m)([1-9][0-9]*s)?|[1-9][0-9]*s)$"

    /// The seconds of a duration; nil for any other text.
    package static func seconds(_ text: String) -> Int64? {
        if text == "0s" { return 0 }
        var (total, digits, units) = (Int64(0), "", "hms"[...])
        guard !text.isEmpty else { return nil }
        for letter in text {
            if letter.isASCII, letter.isNumber {
                digits.append(letter)
                continue
            }
            guard let place = units.firstIndex(of: letter), digits.first != "0", let count = Int64(digits),
                count <= longest
            else { return nil }
            units = units[units.index(after: place)...]
            total += count * (letter == "h" ? 3600 : letter == "m" ? 60 : 1)
            digits = ""
        }
        return digits.isEmpty && total <= longest ? total : nil
    }

    /// `1h30m` of 5,400.
    package static func text(_ seconds: Int64) -> String {
        guard seconds > 0 else { return "0s" }
        let parts = [(seconds / 3600, "h"), (seconds / 60 % 60, "m"), (seconds % 60, "s")]
        return parts.filter { $0.0 > 0 }.map { "\($0.0)\($0.1)" }.joined()
    }
}
