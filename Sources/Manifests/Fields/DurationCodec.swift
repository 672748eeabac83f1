internal import ClusterModel

extension FieldCodec where Value == Duration {
    /// A duration as `DurationText` reads it.
    static var duration: Self {
        let rule = TextRule(expected: "a duration such as 90s, 5m or 1h30m", pattern: DurationText.pattern) {
            DurationText.seconds($0) == nil ? "write hours, minutes and seconds with their letters" : nil
        }
        return FieldCodec<String>.text(rule).converted {
            .seconds(DurationText.seconds($0) ?? 0)
        } from: {
            DurationText.text($0.components.seconds)
        }
    }
}
