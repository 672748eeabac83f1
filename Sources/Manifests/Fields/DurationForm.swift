extension Form where Value == Duration {
    /// `90s`, `5m`, `1h30m`: hours, minutes and seconds in this order, each at most once, no zeros in front.
    static var duration: Self {
        let rule = TextRule(
            expected: "a duration such as 90s, 5m or 1h30m",
            pattern: "^(0s|([1-9][0-9]*h)([1-9][0-9]*m)?([1-9][0-9]*s)?|([1-9][0-9]*m)([1-9][0-9]*s)?|[1-9][0-9]*s)$"
        ) { DurationText.seconds($0) == nil ? "write hours, minutes and seconds with their letters" : nil }
        return Form<String>.text(rule).converted {
            .seconds(DurationText.seconds($0) ?? 0)
        } from: {
            DurationText.text($0.components.seconds)
        }
    }
}

/// Durations as manifests write them.
enum DurationText {
    /// A year: nobody waits longer, and arithmetic stays far from overflowing.
    static let longest: Int64 = 366 * 86_400

    /// nil for what is no duration.
    static func seconds(_ text: String) -> Int64? {
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
    static func text(_ seconds: Int64) -> String {
        guard seconds > 0 else { return "0s" }
        let parts = [(seconds / 3600, "h"), (seconds / 60 % 60, "m"), (seconds % 60, "s")]
        return parts.filter { $0.0 > 0 }.map { "\($0.0)\($0.1)" }.joined()
    }
}
