const TABLE = `
eyes 👀|white_check_mark ✅|warning ⚠️|red_circle 🔴|large_orange_circle 🟠|large_yellow_circle 🟡|large_green_circle 🟢
large_blue_circle 🔵|large_purple_circle 🟣|white_circle ⚪|black_circle ⚫|rotating_light 🚨|hourglass ⌛|hourglass_flowing_sand ⏳
memo 📝|phone ☎️|telephone_receiver 📞|car 🚗|red_car 🚗|blue_car 🚙|bell 🔔|no_bell 🔕|x ❌|heavy_check_mark ✔️|no_entry ⛔
no_entry_sign 🚫|arrow_up ⬆️|arrow_down ⬇️|arrow_right ➡️|arrow_left ⬅️|tada 🎉|pray 🙏|+1 👍|thumbsup 👍|-1 👎|thumbsdown 👎
ok_hand 👌|clap 👏|wave 👋|raised_hands 🙌|muscle 💪|point_right 👉|point_up ☝️|heart ❤️|broken_heart 💔|fire 🔥|star ⭐
sparkles ✨|zap ⚡|boom 💥|bulb 💡|wrench 🔧|hammer 🔨|hammer_and_wrench 🛠️|gear ⚙️|toolbox 🧰|lock 🔒|unlock 🔓|key 🔑
moneybag 💰|dollar 💵|yen 💴|money_with_wings 💸|credit_card 💳|receipt 🧾|chart_with_upwards_trend 📈
chart_with_downwards_trend 📉|bar_chart 📊|clipboard 📋|calendar 📅|date 📅|spiral_calendar_pad 🗓️|clock1 🕐|clock3 🕒
alarm_clock ⏰|stopwatch ⏱️|timer_clock ⏲️|mag 🔍|mag_right 🔎|link 🔗|paperclip 📎|pushpin 📌|round_pushpin 📍|label 🏷️
bookmark 🔖|file_folder 📁|open_file_folder 📂|page_facing_up 📄|package 📦|inbox_tray 📥|outbox_tray 📤|email 📧|envelope ✉️
speech_balloon 💬|thought_balloon 💭|mega 📣|loudspeaker 📢|question ❓|grey_question ❔|exclamation ❗|heavy_exclamation_mark ❗
bangbang ‼️|100 💯|repeat 🔁|arrows_counterclockwise 🔄|leftwards_arrow_with_hook ↩️|back 🔙|soon 🔜|new 🆕|ok 🆗|sos 🆘|cop 👮
man_in_business_suit_levitating 🕴️|bust_in_silhouette 👤|busts_in_silhouette 👥|handshake 🤝|office 🏢|house 🏠|factory 🏭
oil_drum 🛢️|fuelpump ⛽|battery 🔋|checkered_flag 🏁|triangular_flag_on_post 🚩|small_red_triangle 🔺|small_red_triangle_down 🔻
small_orange_diamond 🔸|small_blue_diamond 🔹|black_small_square ▪️|white_medium_square ◻️|red_square 🟥|large_orange_square 🟧
large_yellow_square 🟨|white_large_square ⬜|double_vertical_bar ⏸️|satellite_antenna 📡|large_green_square 🟩|ballot_box_with_check ☑️|radio_button 🔘|smile 😄|slightly_smiling_face 🙂
grinning 😀|joy 😂|thinking_face 🤔|neutral_face 😐|disappointed 😞|cry 😢|sob 😭|rage 😡|angry 😠|face_with_symbols_on_mouth 🤬
sweat_smile 😅|innocent 😇|robot_face 🤖|ghost 👻|scales ⚖️|shield 🛡️|trophy 🏆|medal 🏅|gift 🎁|camera 📷|microphone 🎤|stop_sign 🛑
ambulance 🚑|fire_engine 🚒|police_car 🚓|movie_camera 🎥|newspaper 📰|tv 📺|iphone 📱|computer 💻|globe_with_meridians 🌐|recycle ♻️
information_source ℹ️|one 1️⃣|two 2️⃣|three 3️⃣|four 4️⃣|five 5️⃣|six 6️⃣|wastebasket 🗑️|pencil ✏️|pencil2 ✏️|lower_left_fountain_pen 🖋️
`;

const UNICODE = new Map(
  TABLE.trim()
    .split(/[|\n]/)
    .map((pair) => /** @type {[string, string]} */ (pair.split(' '))),
);

/** The small set offered for a reaction. */
export const REACTIONS = [
  'eyes',
  'white_check_mark',
  '+1',
  '-1',
  'pray',
  'tada',
  'warning',
  'rotating_light',
  'hourglass_flowing_sand',
  'memo',
  'telephone_receiver',
  'x',
];

/** Whether a `:name:` can be shown as a picture. */
export const knownEmoji = (name) => UNICODE.has(name);

/** The picture of a `:name:`, or the name itself between colons. */
export const emojiChar = (name) => UNICODE.get(name.split('::')[0]) ?? `:${name}:`;

/** Every known name, for completion. */
export const emojiNames = () => [...UNICODE.keys()];
