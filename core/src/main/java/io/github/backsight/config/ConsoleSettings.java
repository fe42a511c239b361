package io.github.backsight.config;

/// What the console asks of those who change things in it.
///
/// @param approval who else has to agree
public record ConsoleSettings(Approval approval) {
    /// Who carries out what somebody has planned.
    public enum Approval implements Named {
        /// Whoever planned it may.
        OWN("own"),
        /// Somebody else, who is an approver.
        SECOND_PERSON("second-person");

        private final String text;

        Approval(String text) {
            this.text = text;
        }

        @Override
        public String text() {
            return text;
        }
    }
}
